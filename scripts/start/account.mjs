import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { shortDigest } from './source.mjs';
import { StartError } from './start-error.mjs';
import { withWorkingKeys } from './working-keys.mjs';

/** What the file-based store and this start put into the data directory; nothing else is ever deleted. */
const ours = /^(shelfwise\.(db|sqlite)(-wal|-shm|-journal)?|models)$/;
/** Accounts of shops in the file; those in a MongoDB have its digest in their name. */
const inFile = /^(demo|own-([a-z]{3}|[0-9a-f]{8}))$/;
const accountName = (source, mongodbUrl) =>
  mongodbUrl === undefined ? source : `${source}-${shortDigest(mongodbUrl)}`;

/**
 * Makes room for a new beginning without touching what is not ours. In a MongoDB other shops may stand beside this
 * one, so there `deleteShop` is given each that a start from this folder made. The secrets stay: whatever else was signed
 * with them still counts.
 */
export async function resetData({ dataDirectory, mongodbUrl }, deleteShop) {
  const accounts = path.join(dataDirectory, 'start');
  const remove = (folder, isOurs) => {
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      if (isOurs(name)) rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  };
  if (mongodbUrl === undefined) remove(dataDirectory, (name) => ours.test(name));
  const ofMongodb = mongodbUrl === undefined ? undefined : `-${shortDigest(mongodbUrl)}`;
  const isOurs = (name) => (ofMongodb === undefined ? inFile.test(name) : name.endsWith(ofMongodb));
  // Forgotten only after its shop is gone, so that a reset that was broken off can be repeated.
  if (mongodbUrl !== undefined)
    for (const name of existsSync(accounts) ? readdirSync(accounts).filter(isOurs) : []) {
      const file = path.join(accounts, name, 'account.json');
      if (existsSync(file)) await deleteShop(JSON.parse(readFileSync(file, 'utf8')).shop);
    }
  remove(accounts, isOurs);
  rmSync(path.join(accounts, 'source.json'), { force: true });
}

/** Deletes a shop through the command line; one that is gone already is as good. */
export async function deleteShop(shop, children, cli, env) {
  try {
    await children.run(cli, ['shop', 'delete', shop, '--yes'], env);
  } catch (error) {
    if (!/There is no shop named/.test(error.message)) throw error;
  }
}

/**
 * The shop's account: made once through the command line and kept in a folder of its own for each store and source of
 * data, so that switching between MongoDB and the file, or to one's own orders, disturbs nothing. A shop that was
 * deleted meanwhile is made anew, and keys that were rotated are replaced; `notes` says so.
 */
export async function openAccount(options, children, cli, env) {
  const { dataDirectory, mongodbUrl, source, demoUrl } = options;
  const directory = path.join(dataDirectory, 'start', accountName(source.name, mongodbUrl));
  const file = path.join(directory, 'account.json');
  const shelfwise = async (...args) => JSON.parse(await children.run(cli, [...args, '--json'], env));
  const keep = (account) => writeFileSync(file, JSON.stringify(account), { mode: 0o600 });
  const notes = [];
  if (existsSync(file)) {
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    const working = await withWorkingKeys(kept, shelfwise);
    if (working !== undefined) {
      if (working.notes.length > 0) keep(working.account);
      return { ...working.account, directory, notes: working.notes };
    }
    // Its removal may have been broken off: what is left of it would go on taking the name.
    await deleteShop(kept.shop, children, cli, env);
    // With it goes what was noted as loaded.
    rmSync(directory, { recursive: true, force: true });
    notes.push(`The shop "${kept.shop}" was deleted. It is made anew, with new keys, and loaded again.`);
  }

  mkdirSync(directory, { recursive: true });
  const create = (shop) =>
    shelfwise(
      'shop',
      'create',
      shop,
      '--currency',
      source.currency,
      '--time-zone',
      source.timeZone,
      '--title',
      // Pages and the owner's area show this one; the other name is for the command line.
      source.orders === undefined ? 'Hartley & Wren' : 'My shop',
      '--origin',
      demoUrl,
    );
  let created;
  try {
    created = await create(source.name);
  } catch (error) {
    // A store that outlived its data folder: the old shop stays, a new one begins.
    if (!/exist|taken|conflict|already/i.test(error.message)) throw error;
    created = await create(`${source.name}-${Date.now().toString(36)}`);
  }
  const account = {
    shop: created.shop,
    publishableKey: created.publishableKey,
    secretKey: created.secretKey,
  };
  if (!account.publishableKey || !account.secretKey) throw new StartError('The shop was made without keys.');
  keep(account);
  return { ...account, directory, notes };
}
