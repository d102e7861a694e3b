import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { accountDirectory, accountFile } from './source.mjs';
import { StartError } from './start-error.mjs';
import { withWorkingKeys } from './working-keys.mjs';

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
  const { source, demoUrl } = options;
  const directory = accountDirectory(options, source.name);
  const file = accountFile(options, source.name);
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
