import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { findCircles } from './circles.mjs';
import { findLongFunctions } from './long-functions.mjs';
import { findForbiddenImport, roomOf } from './rooms.mjs';
import { importsOf } from './sources.mjs';

const parse = (file, text) => ({ file, tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true) });
const inServer = (file) => `packages/server/src/${file}`;

describe('findForbiddenImport(...)', () => {
  it('lets a room import its own files and those of lower floors', () => {
    expect(findForbiddenImport(inServer('jobs/job.ts'), inServer('jobs/job-definitions.ts'))).toBeUndefined();
    expect(findForbiddenImport(inServer('jobs/job.ts'), inServer('rules/days/shop-day.ts'))).toBeUndefined();
    expect(findForbiddenImport(inServer('http/cors.ts'), 'packages/core/src/wire/index.ts')).toBeUndefined();
  });

  it('refuses a higher floor and another room of the same floor', () => {
    expect(findForbiddenImport(inServer('rules/a.ts'), inServer('http/problem.ts'))).toContain('rules');
    expect(findForbiddenImport(inServer('rules/a.ts'), inServer('access/tokens.ts'))).toContain('access');
  });

  it('shows the adapters of the store to nothing but the file that opens a store', () => {
    const adapter = inServer('stores/sqlite/faq.ts');
    expect(findForbiddenImport(inServer('stores/open-store.ts'), adapter)).toBeUndefined();
    expect(findForbiddenImport(inServer('cli/copy.ts'), adapter)).toContain('adapters');
    expect(findForbiddenImport(inServer('stores/mongodb/faq.ts'), adapter)).toContain('adapters');
  });

  it('knows a room for every file, and says so when a new folder has none', () => {
    expect(roomOf(inServer('new-room/file.ts'))).toBe('none');
    expect(findForbiddenImport(inServer('new-room/a.ts'), inServer('rules/b.ts'))).toContain('no room');
  });
});

describe('findCircles(...)', () => {
  it('finds the files of each circle and no others', () => {
    const imports = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b', 'd']],
      ['d', []],
      ['e', ['f']],
      ['f', ['e', 'a']],
    ]);
    expect(findCircles(imports)).toEqual([
      ['b', 'c'],
      ['e', 'f'],
    ]);
  });
});

describe('importsOf(...)', () => {
  it('finds imports of values and types, exports and imports at run time', () => {
    const text = `import { a } from './a.js'; import type { B } from '../b.js'; export * from './c.js';
      const d = await import('./d.js'); type E = import('./e.js').E; import ts from 'typescript';`;
    expect(importsOf(parse('x/y.ts', text))).toEqual(['x/a.ts', 'b.ts', 'x/c.ts', 'x/d.ts', 'x/e.ts']);
  });
});

describe('findLongFunctions(...)', () => {
  const lines = (count) => Array.from({ length: count }, (_, line) => `  f(${line});`).join('\n');

  it('counts the first line and the last', () => {
    const source = parse('a.ts', `function short() {\n${lines(3)}\n}\nconst long = () => {\n${lines(4)}\n};`);
    expect(findLongFunctions(source, 5)).toEqual([{ file: 'a.ts', line: 6, name: 'long', lines: 6 }]);
  });

  it('leaves templates out', () => {
    const source = parse('a.ts', `class A {\n renderRow() {\n${lines(9)}\n }\n}`);
    expect(findLongFunctions(source, 5)).toEqual([]);
  });
});
