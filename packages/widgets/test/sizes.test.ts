import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Script } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { shopperLanguages } from '@shelfwise/core/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWidgets, type BuiltWidgets } from './built-widgets.js';

/** Budgets of a page's downloads, in bytes after `gzip -9`. The shared chunk is counted separately. */
const kilobyte = 1024;
const budgets = {
  'shop.js': 3.6 * kilobyte,
  shared: 10 * kilobyte,
  'shop-recs': 7 * kilobyte,
  'shop-chat': 1.6 * kilobyte,
  // Loaded once the button is drawn.
  'step-aside': 1 * kilobyte,
  'chat-panel': 18 * kilobyte,
  'stock-dashboard': 30 * kilobyte,
  // With the dashboard, which is one of its sections. Setup is loaded once this is drawn.
  'owner-area': 47 * kilobyte,
};
/** The messages of a shopper's element in one language. A page downloads those of its own language alone. */
const messagesBudget = 0.75 * kilobyte;

describe('what is shipped to a page', () => {
  let built: BuiltWidgets;
  beforeAll(async () => {
    built = await buildWidgets();
  });
  afterAll(() => built.remove());

  const modules = () => readdirSync(path.join(built.directory, 'modules'));
  const moduleOf = (name: string) => {
    const file = modules().find((one) => new RegExp(`^${name}-[\\w-]{8}\\.js$`).test(one));
    if (file === undefined) throw new Error(`no module ${name} among ${modules().join(', ')}`);
    return path.join(built.directory, 'modules', file);
  };
  const gzipped = (file: string) => gzipSync(readFileSync(file), { level: 9 }).length;

  /** The size of a module and its static imports, without the shared chunk. */
  function withImports(name: string, seen = new Set<string>()): number {
    const file = name.endsWith('.js') ? path.join(built.directory, 'modules', name) : moduleOf(name);
    if (seen.has(file) || file.includes('/shared-')) return 0;
    seen.add(file);
    const imports = readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g);
    return [...imports].reduce((sum, [, one]) => sum + withImports(one!, seen), gzipped(file));
  }

  it('keeps shop.js within its budget', () => {
    expect(gzipped(path.join(built.directory, 'shop.js'))).toBeLessThanOrEqual(budgets['shop.js']);
  });

  it('keeps the chunk that all elements share within its budget', () => {
    expect(gzipped(moduleOf('shared'))).toBeLessThanOrEqual(budgets.shared);
  });

  it.each(['shop-recs', 'shop-chat', 'step-aside', 'chat-panel', 'stock-dashboard', 'owner-area'] as const)(
    'keeps %s, with what it imports beside the shared chunk, within its budget',
    (name) => {
      expect(withImports(name)).toBeLessThanOrEqual(budgets[name]);
    },
  );

  it.each(['shop-recs', 'shop-chat', 'product-card'])(
    'keeps the messages of %s in each language in a small file of their own',
    (folder) => {
      for (const language of shopperLanguages)
        expect(gzipped(moduleOf(`${folder}\\.${language}`)), language).toBeLessThanOrEqual(messagesBudget);
    },
  );

  it('tells shop.js the one hash of all message files, so that words are asked for beside the module', () => {
    const code = readFileSync(path.join(built.directory, 'shop.js'), 'utf8');
    for (const folder of ['shop-recs', 'shop-chat', 'product-card'])
      expect(code).toContain(path.basename(moduleOf(`${folder}\\.en`), '.js').replace('.en-', '.*-'));
  });

  it('ships no schema library, no core code, nothing that evaluates text or sets styles inline', () => {
    const files = [
      path.join(built.directory, 'shop.js'),
      ...modules().map((file) => path.join(built.directory, 'modules', file)),
    ];
    for (const file of files) {
      const code = readFileSync(file, 'utf8');
      expect(code, file).not.toMatch(/ZodError|_zod|invalid_type/);
      expect(code, file).not.toMatch(/\beval\(|new Function\(|document\.write\(|insertAdjacentHTML/);
      expect(code, file).not.toMatch(/[\s"']style=["'$]/);
      expect(code, file).not.toMatch(/data:image/);
    }
  });

  it('names a module for every element in the manifest, and imports nothing from elsewhere', () => {
    const manifest = JSON.parse(readFileSync(path.join(built.directory, 'manifest.json'), 'utf8')) as Record<
      string,
      string
    >;
    expect(Object.keys(manifest)).toEqual(
      expect.arrayContaining(['shop-recs', 'shop-chat', 'stock-dashboard']),
    );
    for (const file of Object.values(manifest)) expect(modules()).toContain(file);
    for (const file of modules()) {
      const code = readFileSync(path.join(built.directory, 'modules', file), 'utf8');
      const imports = code.matchAll(/(?:[}*\w]\s*from\s*|\bimport\s*\(?)"([@\w./-]+)"/g);
      for (const [, from] of imports) expect(from).toMatch(/^\.\//);
    }
  });

  it('tells shop.js the names of the modules, so that they are asked for beside the settings', () => {
    const code = readFileSync(path.join(built.directory, 'shop.js'), 'utf8');
    for (const name of ['shop-recs', 'product-card', 'shop-chat', 'stock-dashboard', 'shared']) {
      expect(code).toContain(path.basename(moduleOf(name), '.js'));
    }
  });

  it('builds shop.js as one classic script', () => {
    const code = readFileSync(path.join(built.directory, 'shop.js'), 'utf8');
    expect(() => new Script(code)).not.toThrow();
  });
});
