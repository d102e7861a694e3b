import { parseArgs } from 'node:util';
import type { Config } from '../config.js';
import type { Secrets } from '../access/secrets.js';
import type { Store } from '../stores/port/store.js';

/** A mistake of the person at the keyboard: shown as one line, exit code 1. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** What a command is given. The store is opened on first use and closed afterwards. */
export interface CommandContext {
  config: Config;
  openStore(): Promise<Store>;
  loadSecrets(): Promise<Secrets>;
  /** Plain lines for people, or one JSON document with `--json`. */
  print(lines: string | string[], json: unknown): void;
  /** What the person at the keyboard answers; undefined where there is none. */
  ask(question: string): Promise<string | undefined>;
  /** What goes on now, on one line that the next one overwrites; shown on a terminal only. */
  progress(line: string): void;
}

export interface Command {
  /** As typed: `shop create`. */
  name: string;
  /** What follows the name, for the help text. */
  usage: string;
  summary: string;
  run(args: string[], context: CommandContext): Promise<void>;
}

/** Of a command that takes one name and no option. */
export const readName = (args: string[]): string | undefined =>
  onlyOne(parseArgs({ args, allowPositionals: true }).positionals);

/** More names than a command takes are a slip, and not to be passed over. */
export function onlyOne(names: readonly string[]): string | undefined {
  if (names.length > 1) throw new UsageError(`One name is enough: "${names[1]}" is one too many.`);
  return names[0];
}
