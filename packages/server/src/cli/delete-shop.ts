import { parseArgs } from 'node:util';
import { onlyOne, UsageError, type Command } from './command.js';
import { removeShop, type RemoveShopOptions } from './remove-shop.js';

/** `settleMs` is what `removeShop` waits; short where nothing else runs. */
export const deleteShop = (waiting: Pick<RemoveShopOptions, 'settleMs'> = {}): Command => ({
  name: 'shop delete',
  usage: 'NAME [--yes]',
  summary: 'remove a shop with everything that belongs to it, for good; asks for its name again unless --yes',
  async run(args, context) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { yes: { type: 'boolean', default: false } },
    });
    const name = onlyOne(positionals);
    if (name === undefined) throw new UsageError('Name the shop: "shelfwise shop list" shows them.');
    const store = await context.openStore();
    // One whose removal began before is found no more: its end was agreed to then.
    if (!values.yes && (await store.shops.findByName(name))) {
      const question = `Everything of the shop "${name}" will be removed for good. Type its name again: `;
      const answer = await context.ask(question);
      if (answer === undefined)
        throw new UsageError('Nobody can be asked here: add --yes to delete the shop.');
      if (answer.trim() !== name) throw new UsageError('That is not its name. Nothing was deleted.');
    }
    const removed = await removeShop({
      store,
      shopName: name,
      ...waiting,
      progress: (line) => context.progress(line),
    });
    context.print(
      [
        `The shop ${name} is deleted. Removed:`,
        ...Object.entries(removed).map(
          ([collection, count]) => `${String(count).padStart(10)} ${collection}`,
        ),
      ],
      { shop: name, removed },
    );
  },
});
