import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';

/**
 * `npx rollup -c packages/widgets/rollup.config.mjs` writes
 *
 *   dist/shop.js                       the loader, one classic script
 *   dist/modules/<tag>-<hash>.js       one ES module an element, and the chunks they share
 *   dist/manifest.json                 tag → file in modules/
 *
 * A new element is one line in `elements`.
 */
const here = path.dirname(fileURLToPath(import.meta.url));

/** Tag → entry module. Each entry defines its tag when it is loaded. */
const elements = {
  'shop-recs': 'src/shop-recs/shop-recs.ts',
  'shop-chat': 'src/shop-chat/shop-chat.ts',
  'stock-dashboard': 'src/stock-dashboard/stock-dashboard.ts',
  'owner-area': 'src/owner-area/owner-area.ts',
};

/** What every element needs; directives of Lit and the like go where they are used. */
const everywhere =
  /node_modules\/(@lit|lit|lit-element|lit-html)\/(?!.*directives\/)|src\/(internal|events)\//;

const compile = () => [
  onlyTypesOfCore(),
  nodeResolve({ browser: true, exportConditions: ['production'] }),
  esbuild({
    target: 'es2022',
    tsconfig: false,
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
  }),
  terser({ ecma: 2020, module: true, compress: { passes: 2 }, format: { comments: false } }),
];

/**
 * @param {string} output directory to write to
 * @param {string[]} tags elements to build; all when absent
 */
export function configuration(output, tags = Object.keys(elements)) {
  const modules = path.join(output, 'modules');
  return [
    {
      input: Object.fromEntries(
        tags.map((tag) => [tag, path.join(here, elements[tag])]).filter(([, file]) => existsSync(file)),
      ),
      // The chat's panel takes what it shares with its button from the button's own module.
      preserveEntrySignatures: 'allow-extension',
      plugins: [emptied(modules), ...compile(), manifest(output)],
      output: {
        dir: modules,
        format: 'es',
        entryFileNames: '[name]-[hash].js',
        chunkFileNames: '[name]-[hash].js',
        hoistTransitiveImports: true,
        manualChunks: (id) => (everywhere.test(id) ? 'shared' : undefined),
      },
    },
    // After the modules, whose names it holds.
    {
      input: path.join(here, 'src/loader/shop.ts'),
      plugins: [builtModules(modules), ...compile()],
      output: { file: path.join(output, 'shop.js'), format: 'iife' },
    },
  ];
}

/** The schemas of `@shelfwise/core` are for servers: a page gets their types, never their code (nor zod). */
function onlyTypesOfCore() {
  return {
    name: 'only-types-of-core',
    resolveId(id, importer) {
      if (/^(@shelfwise\/core|zod)(\/|$)/.test(id)) this.error(`${importer} imports ${id} at run time`);
      return null;
    },
  };
}

/** Gives the loader the names of the modules, so that a page asks for them without waiting for its settings. */
function builtModules(directory) {
  return {
    name: 'built-modules',
    async load(id) {
      if (!id.endsWith('/loader/built-modules.ts')) return null;
      const files = await readdir(directory);
      const wanted = [...Object.keys(elements).filter((tag) => tag !== 'owner-area'), 'shared'];
      const named = wanted.flatMap((name) => {
        const file = files.find((one) => one.startsWith(`${name}-`) && one.length === name.length + 12);
        return file === undefined ? [] : [[name, file]];
      });
      return `export const builtModules = ${JSON.stringify(Object.fromEntries(named))};`;
    },
  };
}

/** Old hashes go away, so that `modules/` holds exactly what the manifest and its imports name. */
function emptied(directory) {
  return { name: 'emptied', buildStart: () => rm(directory, { recursive: true, force: true }) };
}

function manifest(output) {
  return {
    name: 'manifest',
    async writeBundle(_, bundle) {
      const entries = Object.values(bundle).filter((chunk) => chunk.isEntry);
      const files = Object.fromEntries(entries.map((chunk) => [chunk.name, chunk.fileName]));
      await mkdir(output, { recursive: true });
      await writeFile(path.join(output, 'manifest.json'), `${JSON.stringify(files, null, 2)}\n`);
    },
  };
}

export default configuration(path.join(here, 'dist'));
