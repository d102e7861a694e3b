import { parseArgs } from 'node:util';
import type { Command } from './command.js';

export const migrateCommand: Command = {
  name: 'migrate',
  usage: '',
  summary: "bring the store's schema forward",
  async run(args, context) {
    parseArgs({ args });
    const store = await context.openStore();
    await store.migrate();
    context.print('The store is up to date.', { migrated: true });
  },
};
