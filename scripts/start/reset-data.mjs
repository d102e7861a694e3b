import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { shortDigest } from './source.mjs';
import { StartError } from './start-error.mjs';

/** What the file-based store and this start put into the data directory; nothing else is ever deleted. */
const ours = /^(shelfwise\.(db|sqlite)(-wal|-shm|-journal)?|models)$/;
/** Accounts of shops in the file; those in a MongoDB have its digest in their name. */
const inFile = /^(demo|own-([a-z]{3}|[0-9a-f]{8}))$/;

/** The accounts that starts from this folder made in the store in use. */
function accountsOf({ dataDirectory, mongodbUrl }) {
  const accounts = path.join(dataDirectory, 'start');
  const end = mongodbUrl === undefined ? undefined : `-${shortDigest(mongodbUrl)}`;
  const isOurs = (name) => (end === undefined ? inFile.test(name) : name.endsWith(end));
  return (existsSync(accounts) ? readdirSync(accounts) : []).filter(isOurs).map((name) => {
    const directory = path.join(accounts, name);
    const file = path.join(directory, 'account.json');
    return { directory, shop: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).shop : undefined };
  });
}

/**
 * The names of the shops that a reset deletes: in the file all of them, also those made on the command line; in a
 * MongoDB those that a start from this folder made.
 *
 * @param {() => Promise<{ shop: string }[]>} listShops those of the store
 */
export async function shopsToReset(options, listShops) {
  const made = accountsOf(options).flatMap(({ shop }) => shop ?? []);
  if (options.mongodbUrl !== undefined) return made;
  if (!existsSync(path.join(options.dataDirectory, 'shelfwise.db'))) return [];
  // A file that cannot be read is a reason to begin again, not to give up.
  return (await listShops().catch(() => undefined))?.map(({ shop }) => shop) ?? made;
}

const wayOut = 'Nothing was deleted. (Without --reset a start goes on with what is there.)';

/** Asks once, naming what goes; `ask` is absent where nobody can answer, and with `--yes`. */
export async function agreeToReset(shops, where, ask) {
  if (shops.length === 0 || ask === undefined) return;
  const answer = await ask(
    `--reset deletes ${listed(shops)} in ${where} for good: orders, answers, settings and keys. Type yes to go on: `,
  );
  if (!/^y(es)?$/i.test(answer.trim())) throw new StartError(wayOut);
}

const listed = (shops) =>
  `the ${shops.length === 1 ? 'shop' : 'shops'} ${shops.map((shop) => `"${shop}"`).join(', ')}`;

/** What a reset deleted, in a line; undefined for nothing. */
export const resetNote = (shops, where) =>
  shops.length === 0
    ? undefined
    : `Deleted in ${where}: ${listed(shops)}, with orders, answers, settings and keys.`;

/**
 * Makes room for a new beginning without touching what is not ours. In a MongoDB other shops may stand beside this
 * one, so there `deleteShop` is given each that a start from this folder made. The secrets stay: whatever else was signed
 * with them still counts.
 */
export async function resetData(options, deleteShop) {
  const { dataDirectory, mongodbUrl } = options;
  if (mongodbUrl === undefined) {
    for (const name of existsSync(dataDirectory) ? readdirSync(dataDirectory) : [])
      if (ours.test(name)) rmSync(path.join(dataDirectory, name), { recursive: true, force: true });
  }
  const accounts = accountsOf(options);
  // Forgotten only after its shop is gone, so that a reset that was broken off can be repeated.
  if (mongodbUrl !== undefined)
    for (const { shop } of accounts) if (shop !== undefined) await deleteShop(shop);
  for (const { directory } of accounts) rmSync(directory, { recursive: true, force: true });
  rmSync(path.join(dataDirectory, 'start', 'source.json'), { force: true });
}
