import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';
import { configuration } from '../rollup.config.mjs';

export interface BuiltWidgets {
  /** Folder with `shop.js`, `manifest.json` and `modules/`. */
  directory: string;
  remove(): Promise<void>;
}

const here = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dist = path.join(here, 'dist');

/** The widgets as shipped: `dist` if it is newer than every source, else a new build. */
export async function buildWidgets(): Promise<BuiltWidgets> {
  if (isFresh()) return { directory: dist, remove: () => Promise.resolve() };
  const directory = await mkdtemp(path.join(tmpdir(), 'widgets-'));
  for (const { output, ...input } of configuration(directory)) {
    const bundle = await rollup(input);
    await bundle.write(output);
    await bundle.close();
  }
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
}

function isFresh(): boolean {
  const written = path.join(dist, 'manifest.json');
  if (!existsSync(written)) return false;
  const sources = readdirSync(path.join(here, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => path.join(here, 'src', file));
  const ofCore = path.join(here, '../core/src/wire/currency/index.ts');
  const newest = Math.max(
    ...[...sources, ofCore, path.join(here, 'rollup.config.mjs')].map((file) => statSync(file).mtimeMs),
  );
  return statSync(written).mtimeMs > newest;
}
