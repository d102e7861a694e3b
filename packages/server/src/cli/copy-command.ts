import { parseArgs } from 'node:util';
import { openStore } from '../stores/open-store.js';
import type { Store } from '../stores/store.js';
import { UsageError, type Command } from './command.js';
import { copyProgressLine, copyShop } from './copy.js';

/** `mongodb://…` for MongoDB; anything else is the data folder of an embedded store. */
function openAddress(address: string): Promise<Store> {
  const isMongo = /^mongodb(\+srv)?:\/\//.test(address);
  return openStore(isMongo ? { mongodbUrl: address, dataDirectory: '' } : { dataDirectory: address });
}

export const copyCommand: Command = {
  name: 'copy',
  usage: '--from URL --to URL [--shop NAME]',
  summary: 'copy shops between stores: mongodb://… or a data folder; may be repeated',
  async run(args, context) {
    const { values } = parseArgs({
      args,
      options: { from: { type: 'string' }, to: { type: 'string' }, shop: { type: 'string' } },
    });
    if (values.from === undefined || values.to === undefined || values.from === values.to) {
      throw new UsageError(
        '--from and --to name two stores, for example --from ./data --to mongodb://db/shelfwise',
      );
    }
    const from = await openAddress(values.from);
    try {
      const to = await openAddress(values.to);
      try {
        const names =
          values.shop === undefined ? (await from.shops.list()).map(({ name }) => name) : [values.shop];
        if (names.length === 0) throw new UsageError(`There are no shops in ${values.from}.`);
        const copied: { shop: string; documents: number }[] = [];
        for (const shopName of names) {
          const summary = await copyShop({
            from,
            to,
            shopName,
            progress: (state) => context.progress(`${shopName}: ${copyProgressLine(state)}`),
          });
          const documents = Object.values(summary).reduce((sum, count) => sum + count, 0);
          copied.push({ shop: shopName, documents });
        }
        context.print(
          copied.map(({ shop, documents }) => `${shop}: ${documents} documents`),
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
