import { ConfigError, loadConfig } from '../config.js';
import { loadSecrets } from '../access/secrets.js';
import { Problem } from '../http/problem.js';
import { StartError } from '../http/listen.js';
import { StoreError } from '../stores/port/store-errors.js';
import type { Store } from '../stores/port/store.js';
import { openStore } from '../stores/open-store.js';
import { UsageError, type Command } from './command.js';

export interface Terminal {
  env: Record<string, string | undefined>;
  out(text: string): void;
  err(text: string): void;
  /** Absent where nobody could answer. */
  ask?(question: string): Promise<string>;
  /** Absent where nobody watches. */
  progress?(line: string): void;
}

/** Runs `shelfwise …` and answers the exit code: 0, or 1 after one line that says what is wrong. */
export async function runCommand(
  argv: readonly string[],
  commands: readonly Command[],
  terminal: Terminal,
): Promise<number> {
  const wantsJson = argv.includes('--json');
  const args = argv.filter((argument) => argument !== '--json');
  if (args.length === 0 || args[0] === 'help' || args.includes('--help') || args.includes('-h')) {
    terminal.out(helpText(commands));
    return 0;
  }
  let store: Store | undefined;
  try {
    const command = commands.find(({ name }) => {
      const words = name.split(' ');
      return words.every((word, index) => args[index] === word);
    });
    if (!command) throw unknownCommand(args, commands);
    const config = loadConfig(terminal.env);
    await command.run(args.slice(command.name.split(' ').length), {
      config,
      openStore: async () =>
        (store ??= await openStore({ mongodbUrl: config.mongodbUrl, dataDirectory: config.dataDirectory })),
      loadSecrets: () => loadSecrets(config.secrets, config.dataDirectory),
      ask: async (question) => terminal.ask?.(question),
      progress: (line) => terminal.progress?.(line),
      print(lines, json) {
        terminal.out(wantsJson ? JSON.stringify(json) : [lines].flat().join('\n'));
      },
    });
    return 0;
  } catch (error) {
    const line = lineFor(error);
    if (line === null) throw error;
    terminal.err(line);
    return 1;
  } finally {
    await store?.close();
  }
}

/** Who typed the first word of several commands is told these; the whole list is long. */
function unknownCommand([first = '', second]: string[], commands: readonly Command[]): UsageError {
  const typed = [first, second].filter((word) => word !== undefined && !word.startsWith('-')).join(' ');
  const akin = commands.map(({ name }) => name).filter((name) => name.startsWith(`${first} `));
  if (akin.length === 0) return new UsageError(`There is no command "${typed}": see "shelfwise help".`);
  const start = typed === first ? `"${first}" is not a whole command` : `There is no command "${typed}"`;
  return new UsageError(`${start}: there are ${akin.join(', ')}. See "shelfwise help".`);
}

/** Null for a defect of ours, which deserves its stack. */
function lineFor(error: unknown): string | null {
  if (error instanceof Problem) {
    const faults = error.errors?.map(({ pointer, detail }) => `${pointer.slice(1)}: ${detail}`).join('; ');
    return faults !== undefined && faults !== '' ? faults : error.message;
  }
  const isExpected = [UsageError, ConfigError, StartError, StoreError].some((kind) => error instanceof kind);
  // `parseArgs` names an unknown option itself.
  const isParseError = String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
  return isExpected || isParseError ? (error as Error).message : null;
}

export function helpText(commands: readonly Command[]): string {
  const lines = commands.flatMap(({ name, usage, summary }) => [
    `  shelfwise ${name}${usage === '' ? '' : ` ${usage}`}`,
    `      ${summary}`,
  ]);
  return [
    'Usage: shelfwise COMMAND [--json]',
    '',
    ...lines,
    '',
    'Settings come from the environment: see .env.example.',
  ].join('\n');
}
