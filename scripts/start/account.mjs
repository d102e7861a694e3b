import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartError } from './start-error.mjs';

/** Files and folders that Shelfwise and this start put into the data directory; nothing else is ever deleted. */
const ours = /^(shelfwise\.(db|sqlite)(-wal|-shm|-journal)?|secrets\.json|start|models)$/;

/** Makes room for a new beginning without touching what is not ours. */
export function resetData({ dataDirectory }) {
  if (!existsSync(dataDirectory)) return;
  for (const name of readdirSync(dataDirectory)) {
    if (ours.test(name)) rmSync(path.join(dataDirectory, name), { recursive: true, force: true });
  }
}

/**
 * The shop's account: made once through the command line and kept in a folder of its own for each store and source of
 * data, so that switching between MongoDB and the file, or to one's own orders, disturbs nothing.
 */
export async function openAccount(options, children, cli, env) {
  const { dataDirectory, mongodbUrl, orders, currency, demoUrl } = options;
  const source =
    orders === undefined ? 'demo' : `own-${digest(`${currency} ${readFileSync(orders, 'utf8')}`)}`;
  const name = mongodbUrl === undefined ? source : `${source}-${digest(mongodbUrl)}`;
  const directory = path.join(dataDirectory, 'start', name);
  const file = path.join(directory, 'account.json');
  if (options.reset) rmSync(directory, { recursive: true, force: true });
  if (existsSync(file)) {
    const account = JSON.parse(readFileSync(file, 'utf8'));
    return { ...account, directory, isNew: false, originsChanged: account.demoUrl !== demoUrl };
  }

  mkdirSync(directory, { recursive: true });
  const create = (shop) =>
    children
      .run(
        cli,
        [
          'shop',
          'create',
          shop,
          '--currency',
          currency,
          '--time-zone',
          'Europe/London',
          '--origin',
          demoUrl,
          '--json',
        ],
        env,
      )
      .then((output) => JSON.parse(output));
  let created;
  try {
    created = await create(source);
  } catch (error) {
    // A store that outlived its data folder, or a reset on MongoDB: the old shop stays, a new one begins.
    if (!/exist|taken|conflict|already/i.test(error.message)) throw error;
    created = await create(`${source}-${Date.now().toString(36)}`);
  }
  const account = {
    shop: created.shop,
    publishableKey: created.publishableKey,
    secretKey: created.secretKey,
    demoUrl,
  };
  if (!account.publishableKey || !account.secretKey) throw new StartError('The shop was made without keys.');
  writeFileSync(file, JSON.stringify(account), { mode: 0o600 });
  return { ...account, directory, isNew: true, originsChanged: false };
}

const digest = (text) => createHash('sha256').update(text).digest('hex').slice(0, 8);
