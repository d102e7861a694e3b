import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseProject, type RasaProject } from '@shelfwise/core/dialogue';
import type { ShopDocument } from '../stores/port/documents.js';

/** `packages/server/assistant`, next to both `src` and `dist`: one Rasa project a language. */
const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'assistant');

/** The language of shops that have no default project in their own. */
export const defaultLanguage = 'en';

const projects = new Map<string, Promise<RasaProject>>();
let languages: Promise<readonly string[]> | undefined;

/** The assistant of every shop from its first day, in a language that has a project. Read once a process. */
export function loadDefaultProject(language = defaultLanguage): Promise<RasaProject> {
  let project = projects.get(language);
  if (!project) {
    project = readProject(path.join(folder, language));
    projects.set(language, project);
  }
  return project;
}

/** The language of a shop's assistant: that of its locale where a project of that language exists. */
export async function assistantLanguage(shop: Pick<ShopDocument, 'settings'>): Promise<string> {
  languages ??= readdir(folder);
  const { language } = new Intl.Locale(shop.settings.locale);
  return (await languages).includes(language) ? language : defaultLanguage;
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
