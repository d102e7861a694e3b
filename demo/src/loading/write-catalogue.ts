import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ShopProduct } from '../catalogue/catalogue.js';
import type { Dataset } from './dataset.js';

/** Hands the shop its own files. Written beside and renamed, so that a shop in the middle of starting reads a whole one. */
export function writeCatalogue(directory: string, { products, customers }: Dataset): void {
  mkdirSync(directory, { recursive: true });
  for (const [name, value] of [
    ['catalogue.json', products],
    ['customers.json', customers],
  ] as const) {
    const file = path.join(directory, name);
    writeFileSync(`${file}.new`, JSON.stringify(value));
    renameSync(`${file}.new`, file);
  }
}

export function readProducts(directory: string): ShopProduct[] {
  return JSON.parse(readFileSync(path.join(directory, 'catalogue.json'), 'utf8')) as ShopProduct[];
}
