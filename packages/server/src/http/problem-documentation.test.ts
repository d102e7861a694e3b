import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { problemCodes } from '@shelfwise/core/wire';

it('docs/api-problems.md names every problem code with its status, and no other', () => {
  const page = readFileSync(new URL('../../../../docs/api-problems.md', import.meta.url), 'utf8');
  const documented = Object.fromEntries(
    [...page.matchAll(/^\| `([a-z-]+)` +\| (\d{3}) /gm)].map((row) => [row[1], Number(row[2])]),
  );
  expect(documented).toEqual(problemCodes);
});
