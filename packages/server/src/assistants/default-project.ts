import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseProject, type RasaProject } from '@shelfwise/core/dialogue';

/** `packages/server/assistant/en`: beside both `src` and `dist`. */
const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'assistant', 'en');

let loading: Promise<RasaProject> | undefined;

/** The assistant that every shop has without doing anything; read once a process. */
export function loadDefaultProject(): Promise<RasaProject> {
  loading ??= readProject(folder);
  return loading;
}

/** Reads every YAML file under a Rasa project's folder, in the order of their paths. */
export async function readProject(directory: string): Promise<RasaProject> {
  const names = await readdir(directory, { recursive: true });
  const paths = names.filter((name) => /\.ya?ml$/.test(name)).sort();
  const files = await Promise.all(
    paths.map(async (name) => ({ path: name, text: await readFile(path.join(directory, name), 'utf8') })),
  );
  return parseProject(files);
}
