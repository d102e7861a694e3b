import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { scopes } from '@shelfwise/core/wire';
import { operations } from './routes.js';

const guide = readFileSync(new URL('../../../../../docs/api.md', import.meta.url), 'utf8');
const nameOf = ({ method, path }: { method: string; path: string }) => `${method.toUpperCase()} ${path}`;

it('docs/api.md tells what a session of each scope may do, and nothing else', () => {
  const documented = Object.fromEntries(
    [...guide.matchAll(/^\| `([a-z]+:[a-z]+)` +\| (.+?) +\|$/gm)].map(([, scope, routes]) => [
      scope,
      [...routes!.matchAll(/`([^`]+)`/g)].map(([, route]) => route!).sort(),
    ]),
  );
  const actual = Object.fromEntries(
    scopes.map((scope) => [
      scope,
      operations
        .filter(({ who }) => who === scope)
        .map(nameOf)
        .sort(),
    ]),
  );
  expect(documented).toEqual(actual);
});

it('docs/api.md names no route that the API description does not hold', () => {
  const known = new Set(operations.map(nameOf));
  const named = [...guide.matchAll(/`(GET|POST|PUT|PATCH|DELETE)\s+(\/[\w/{}.-]+)/g)].map(
    ([, method, path]) => `${method} ${path}`,
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((route) => !known.has(route))).toEqual([]);
});
