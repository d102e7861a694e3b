import path from 'node:path';
import type { BenchmarkArea } from '../report.js';
import { readIcecat, readSearchSet, reportSearch } from './icecat.js';

/** `bench -- search [--set icecat]`, or `--data DIR --protocol search` with `products.ndjson` and `judgements.csv`. */
export const run: BenchmarkArea = async ({ dataDirectory, set, own, report }) => {
  if (own) {
    if (own.protocol !== 'search') throw new Error(`search: no protocol "${own.protocol}"; there is: search`);
    const data = readSearchSet(
      path.join(own.directory, 'products.ndjson'),
      path.join(own.directory, 'judgements.csv'),
    );
    reportSearch('own', data, report);
    return;
  }
  if (set === undefined || set === 'icecat') reportSearch('icecat', readIcecat(dataDirectory), report);
};
