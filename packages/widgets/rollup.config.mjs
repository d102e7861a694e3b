import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';

/**
 * `npx rollup -c packages/widgets/rollup.config.mjs` writes
 *
 *   dist/shop.js                       the loader, one classic script
 *   dist/modules/<tag>-<hash>.js       one ES module an element, and the chunks they share
 *   dist/modules/<folder>.<language>-<hash>.js  the messages of an element in one language
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

/**
 * Code that every element needs. Lit's directives, and code of one or two elements, belong to the chunks that
 * use them.
 */
const shared = /node_modules\/(@lit|lit|lit-element|lit-html)\/|src\/(internal|events)\//;
const notShared = /\/(directives?[-/.]|directive-helpers|exclusions|prices-ready|random-name|reveal-focus)/;

const messageFile = /\/([\w-]+)\/messages\/([\w-]+)\.ts$/;
/**
 * One hash for all message files. `shop.js` contains it once, and builds a file name from the page's
 * language.
 */
const messagesHash = (() => {
  const hash = createHash('sha256');
  for (const file of readdirSync(path.join(here, 'src'), { recursive: true }).sort()) {
    if (messageFile.test(`/${file}`)) hash.update(file).update(readFileSync(path.join(here, 'src', file)));
  }
  return hash.digest('base64url').slice(0, 8);
})();

const compile = () => [
  littleOfCore(),
  compactStyles(),
  nodeResolve({ browser: true, exportConditions: ['production'] }),
  esbuild({
    target: 'es2022',
    tsconfig: false,
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
  }),
  terser({
    ecma: 2022,
    module: true,
    compress: { passes: 3, unsafe_arrows: true },
    format: { comments: false },
  }),
  compactTemplates(),
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
      // The chat's panel imports code that it shares with its button from the button's module.
      preserveEntrySignatures: 'allow-extension',
      plugins: [emptied(modules), ...compile(), manifest(output)],
      output: {
        dir: modules,
        format: 'es',
        entryFileNames: '[name]-[hash].js',
        chunkFileNames: ({ facadeModuleId }) => {
          const [, folder, language] = messageFile.exec(facadeModuleId ?? '') ?? [];
          return folder ? `${folder}.${language}-${messagesHash}.js` : '[name]-[hash].js';
        },
        hoistTransitiveImports: true,
        manualChunks(id) {
          if (shared.test(id) && !notShared.test(id)) return 'shared';
          return /\/parts\/product-card\/[\w.-]+$|internal\/reveal-focus/.test(id)
            ? 'product-card'
            : undefined;
        },
      },
    },
    // This is built after the modules, because it contains their names.
    {
      input: path.join(here, 'src/loader/shop.ts'),
      plugins: [builtModules(modules), ...compile()],
      output: { file: path.join(output, 'shop.js'), format: 'iife' },
    },
  ];
}

/**
 * A page gets the types of `@shelfwise/core` but not its schemas, nor zod. The exceptions are calculations
 * that must match the server's. They are read from the source, because `tsc` may not have run yet.
 */
function littleOfCore() {
  return {
    name: 'little-of-core',
    resolveId(id, importer) {
      if (id === '@shelfwise/core/wire/currency')
        return path.join(here, '../core/src/wire/currency/index.ts');
      if (/^(@shelfwise\/core|zod)(\/|$)/.test(id)) this.error(`${importer} imports ${id} at run time`);
      return null;
    },
  };
}

/** Removes white space and comments from style sheets. No other tool reads them. */
function compactStyles() {
  return {
    name: 'compact-styles',
    async transform(code, id) {
      if (!id.endsWith('.styles.ts')) return null;
      const sheets = [...code.matchAll(/\bcss`([^`$\\]*)`/g)];
      let compact = code;
      for (const [whole, text] of sheets) {
        const { code: less } = await transform(text, { loader: 'css', minify: true, target: 'es2022' });
        compact = compact.replace(whole, () => `css\`${less.trim()}\``);
      }
      return { code: compact, map: null };
    },
  };
}

/**
 * Replaces a line break and its indent with one space. After minification these occur only in templates,
 * where a browser sees no difference.
 */
function compactTemplates() {
  return {
    name: 'compact-templates',
    renderChunk: (code) => ({ code: code.replace(/\n {2,}/g, ' '), map: null }),
  };
}

/** Languages of the elements that shoppers see, read from the source, as `tsc` may not have run yet. */
function shopperLanguages() {
  const source = readFileSync(path.join(here, '../core/src/wire/languages.ts'), 'utf8');
  const listOf = (name) => [...new RegExp(`${name} = \\[(.*?)\\]`).exec(source)[1].matchAll(/'(\w+)'/g)];
  return [...listOf('ownerLanguages'), ...listOf('shopperLanguages')].map(([, language]) => language);
}

/**
 * Gives the loader the names of the modules, so that a page requests all of them at once, in parallel with its
 * settings. In the names of message files `*` takes the place of the language.
 */
function builtModules(directory) {
  const codeOf = (file) => readFile(path.join(directory, file), 'utf8');
  const withImports = async (file, found = new Set()) => {
    if (found.has(file)) return found;
    found.add(file);
    for (const [, other] of (await codeOf(file)).matchAll(/(?:from|import)"\.\/([^"]+)"/g))
      await withImports(other, found);
    return found;
  };
  const messagesOf = async (chunks) => {
    const code = (await Promise.all(chunks.map(codeOf))).join('');
    const imported = code.matchAll(/import\("\.\/([^"]+)\.en(-[^"]+)"\)/g);
    return [...imported].map(([, folder, hash]) => `${folder}.*${hash}`);
  };
  return {
    name: 'built-modules',
    async load(id) {
      if (!id.endsWith('/loader/built-modules.ts')) return null;
      const files = await readdir(directory);
      const named = {};
      for (const tag of Object.keys(elements).filter((one) => one !== 'owner-area')) {
        const entry = files.find((one) => one.startsWith(`${tag}-`) && one.length === tag.length + 12);
        if (entry === undefined) continue;
        // The owner's page can wait for a module to name its imports, because the size of shop.js is limited.
        const isForShoppers = tag !== 'stock-dashboard';
        const chunks = isForShoppers ? [...(await withImports(entry))] : [entry];
        const wanted = isForShoppers ? [...chunks, ...(await messagesOf(chunks))] : chunks;
        named[tag] = wanted.map((file) => file.replace(/\.js$/, '')).join(' ');
      }
      return (
        `export const builtModules = ${JSON.stringify(named)};` +
        `export const offered = /^(${shopperLanguages().join('|')})\\b/;`
      );
    },
  };
}

/**
 * Removes files with old hashes, so that `modules/` contains only files that the manifest or a module names.
 */
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
