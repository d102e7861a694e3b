import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const repository = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

describe('the documents', () => {
  for (const document of ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md']) {
    it(`${document} names only paths that exist`, () => {
      const text = readFileSync(path.join(repository, document), 'utf8');
      const named = [...text.matchAll(/`((?:packages|scripts|docs|demo|tests|benchmarks)\/[\w./-]+)`/g)]
        .map((match) => match[1].replace(/\/$/, ''))
        // `npm run build` makes these.
        .filter((name) => !name.includes('/dist'));
      const missing = named.filter((name) => !existsSync(path.join(repository, name)));
      expect(missing).toEqual([]);
    });
  }
});
