import { existsSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { dataFileIn, openStore } from '../stores/open-store.js';
import type { Store } from '../stores/port/store.js';
import { UsageError, type Command } from './command.js';
import { copyProgressLine } from './copy-progress.js';
import { copyShop, type CopySummary } from './copy.js';

/** `mongodb://…` for MongoDB; anything else is the data folder of an embedded store. */
type Address = { mongodbUrl: string; dataDirectory: '' } | { mongodbUrl?: undefined; dataDirectory: string };

function readAddress(given: string): Address {
  if (/^mongodb(\+srv)?:\/\//.test(given)) return { mongodbUrl: given, dataDirectory: '' };
  if (/^[a-z][a-z+]*:\/\//i.test(given))
    throw new UsageError(`${given} is neither a mongodb:// address nor a folder.`);
  return { dataDirectory: path.resolve(given) };
}

/** Opening an embedded store makes it, which is not what a source that was mistyped should do. */
function requireData({ mongodbUrl, dataDirectory }: Address): void {
  if (mongodbUrl === undefined && !existsSync(dataFileIn(dataDirectory)))
    throw new UsageError(`There is no data of Shelfwise in ${dataDirectory}.`);
}

/** The names of the shops to copy; all of them when none is given. */
async function shopsToCopy(from: Store, address: string, wanted: string | undefined): Promise<string[]> {
  const names = (await from.shops.list()).map(({ name }) => name);
  if (names.length === 0) throw new UsageError(`There are no shops in ${address}.`);
  if (wanted === undefined) return names;
  if (!names.includes(wanted)) throw new UsageError(`There is no shop named "${wanted}" to copy.`);
  return [wanted];
}

export const copyCommand: Command = {
  name: 'copy',
  usage: '--from URL --to URL [--shop NAME]',
  summary:
    'make shops at --to equal to those at --from: mongodb://… or a data folder; what only --to has of them is removed',
  async run(args, context) {
    const { values } = parseArgs({
      args,
      options: { from: { type: 'string' }, to: { type: 'string' }, shop: { type: 'string' } },
    });
    const example = 'for example --from ./data --to mongodb://db/shelfwise';
    if (values.from === undefined || values.to === undefined)
      throw new UsageError(`--from and --to name two stores, ${example}`);
    const source = readAddress(values.from);
    const target = readAddress(values.to);
    if (isDeepStrictEqual(source, target))
      throw new UsageError(`--from and --to name one and the same store; two are needed, ${example}`);
    requireData(source);
    const from = await openStore(source);
    try {
      const names = await shopsToCopy(from, values.from, values.shop);
      const to = await openStore(target);
      try {
        const copied: ({ shop: string } & CopySummary)[] = [];
        for (const shopName of names) {
          const summary = await copyShop({
            from,
            to,
            shopName,
            progress: (state) => context.progress(`${shopName}: ${copyProgressLine(state)}`),
          });
          copied.push({ shop: shopName, ...summary });
        }
        context.print(
          copied.map(
            ({ shop, documents, written, removed }) =>
              `${shop}: the target is now equal to the source. ${documents} documents, ${written} of them written; ` +
              `${removed} removed that only the target had.`,
          ),
          copied,
        );
      } finally {
        await to.close();
      }
    } finally {
      await from.close();
    }
  },
};
