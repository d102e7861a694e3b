import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Dataset, StockEntry } from './dataset.js';
import type { StockChange } from './to-wire.js';

/** What has been loaded before: kept beside the shop's own files, so that a start brings only what is new. */
export interface LoadState {
  /** Milliseconds: orders placed or changed until then are loaded. */
  loadedUntil: number;
  shiftWeeks?: number;
  /** Simulated level by product when it was last told. */
  simulated: Record<string, number>;
  /** Of a load that was broken off: changes as worked out once, and the simulated levels that they lead to. */
  untold?: { changes: StockChange[]; simulated: Record<string, number> };
  /** Where the shop stood then. */
  shopUrl?: string;
  otherOrigins?: string[];
  /** Of an owner's own orders: a digest of each by its key, so that a longer file brings only what is new. */
  orders?: Record<string, string>;
  /** False until the jobs have seen it. */
  learned?: boolean;
}

const fileIn = (directory: string) => path.join(directory, 'loaded.json');

export function readState(directory: string): LoadState | undefined {
  const file = fileIn(directory);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as LoadState) : undefined;
}

export function writeState(directory: string, state: LoadState): void {
  const file = fileIn(directory);
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
}

export function stateOf(
  { shiftWeeks, stock = [] }: Dataset,
  loadedUntil: number,
  address: { shopUrl: string; otherOrigins: string[] },
): LoadState {
  return {
    loadedUntil,
    ...(shiftWeeks !== undefined && { shiftWeeks }),
    simulated: simulatedOf(stock),
    ...address,
    learned: false,
  };
}

export const simulatedOf = (stock: readonly StockEntry[]): Record<string, number> =>
  Object.fromEntries(stock.map(({ product, stockLevel }) => [product, stockLevel]));
