import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const table = readFileSync(new URL('README.md', import.meta.url), 'utf8');
const rows = [...table.matchAll(/^\| (.+?) +\| \[.+?\]\((.+?)\): (.+?) +\|$/gm)].map(([, ...cells]) => cells);

it('names a table of faults', () => expect(rows.length).toBeGreaterThan(30));

it.each(rows)('names a test that exists for: %s', (_fault, file, title) => {
  const source = readFileSync(new URL(file, import.meta.url), 'utf8');
  // As the title of a test, not in a comment.
  const quoted = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  expect(source).toMatch(new RegExp(`\\(\\s*['"\`]${quoted}`));
  expect(source).not.toMatch(/\.(skip|todo|only|skipIf|runIf)\b/);
});
