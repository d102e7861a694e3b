import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartError } from './start-error.mjs';

/**
 * Where the shop's data comes from: the demo's own sales, or a file of orders. The data folder remembers which, so that
 * a plain start goes on with what it holds.
 *
 * @typedef {{ name: string, orders?: string, currency: string, timeZone: string }} Source
 */
const fileIn = (dataDirectory) => path.join(dataDirectory, 'start', 'source.json');
const demo = { name: 'demo', currency: 'GBP', timeZone: 'Europe/London' };

/** @returns {{ served: Source, own?: Source } | undefined} what the folder served last, and its own orders if it has any */
function readHeld(dataDirectory) {
  const file = fileIn(dataDirectory);
  if (!existsSync(file)) return undefined;
  const { own, ...served } = JSON.parse(readFileSync(file, 'utf8'));
  return { served: { ...demo, ...served }, own: served.orders === undefined ? own : served };
}

/**
 * What was asked for now, else what the folder served last, else the demo. Own orders of one currency are one shop,
 * whatever file they come from: a longer file brings new orders to the shop that is there. A shop's currency never
 * changes, so orders in another are another shop, which nobody should get by a slip: it is made only when asked for.
 *
 * @returns {Source}
 */
export function chooseSource(options) {
  const { dataDirectory, orders, currency, timeZone, demo: wantsDemo, reset, newShop } = options;
  const held = reset ? undefined : readHeld(dataDirectory);
  if (orders === undefined) return wantsDemo ? demo : (held?.served ?? demo);
  const own = held?.own;
  const wanted = currency ?? own?.currency ?? demo.currency;
  const same = own?.currency === wanted ? own : undefined;
  const name = same?.name ?? `own-${wanted.toLowerCase()}`;
  if (own !== undefined && same === undefined && !newShop && !existsSync(accountFile(options, name))) {
    throw new StartError(
      `This data folder holds your shop in ${own.currency} already ("${own.name}", from ${path.basename(own.orders)}), ` +
        `and a shop keeps its currency. To add orders to it, leave --currency out; to begin again in ${wanted}, add ` +
        `--reset, which forgets everything loaded so far; for a second shop in ${wanted} beside it, with keys, answers ` +
        `and settings of its own, add --new-shop.`,
    );
  }
  return {
    name,
    orders,
    currency: wanted,
    timeZone: timeZone ?? same?.timeZone ?? demo.timeZone,
  };
}

/** @param {string} dataDirectory @param {Source} source */
export function rememberSource(dataDirectory, source) {
  const file = fileIn(dataDirectory);
  const own = source.orders === undefined ? readHeld(dataDirectory)?.own : undefined;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...source, ...(own !== undefined && { own }) }));
}

/** A load that was broken off reads the file again; one that is done needs it no more. */
export function requireOrders({ orders }, directory) {
  const isLoaded = existsSync(path.join(directory, 'loaded.json'));
  if (orders === undefined || isLoaded || existsSync(orders)) return;
  throw new StartError(
    `The orders of ${orders} were not loaded to the end, and the file is not there any more. Name it again: npm start -- --orders FILE`,
  );
}

/** A folder for each shop that a start made; the names of those in a MongoDB end with its digest. */
export const accountDirectory = ({ dataDirectory, mongodbUrl }, name) =>
  path.join(dataDirectory, 'start', mongodbUrl === undefined ? name : `${name}-${shortDigest(mongodbUrl)}`);
export const accountFile = (options, name) => path.join(accountDirectory(options, name), 'account.json');

export const shortDigest = (text) => createHash('sha256').update(text).digest('hex').slice(0, 8);
