import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartError } from './start-error.mjs';

/**
 * Where the shop's data comes from: the demo's own sales, or a file of orders. The data folder remembers which, so that
 * a plain start goes on with what it holds.
 *
 * @typedef {{ name: string, orders?: string, currency: string }} Source
 */
const fileIn = (dataDirectory) => path.join(dataDirectory, 'start', 'source.json');
const demo = { name: 'demo', currency: 'GBP' };

/** @returns {Source} what was asked for now, else what the folder served last, else the demo */
export function chooseSource({ dataDirectory, orders, currency, demo: wantsDemo }) {
  if (orders !== undefined) {
    const digest = shortDigest(`${currency} ${readFileSync(orders, 'utf8')}`);
    return { name: `own-${digest}`, orders, currency };
  }
  const file = fileIn(dataDirectory);
  if (wantsDemo || !existsSync(file)) return demo;
  const held = JSON.parse(readFileSync(file, 'utf8'));
  return { ...demo, ...held };
}

/** @param {string} dataDirectory @param {Source} source */
export function rememberSource(dataDirectory, source) {
  const file = fileIn(dataDirectory);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(source));
}

/** A load that was broken off reads the file again; one that is done needs it no more. */
export function requireOrders({ orders }, directory) {
  const isLoaded = existsSync(path.join(directory, 'loaded.json'));
  if (orders === undefined || isLoaded || existsSync(orders)) return;
  throw new StartError(
    `The orders of ${orders} were not loaded to the end, and the file is not there any more. Name it again: npm start -- --orders FILE`,
  );
}

export const shortDigest = (text) => createHash('sha256').update(text).digest('hex').slice(0, 8);
