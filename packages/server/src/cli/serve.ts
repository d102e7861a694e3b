import process from 'node:process';
import { parseArgs } from 'node:util';
import { createLogger } from '../observability/logger.js';
import { serve } from '../serve.js';
import type { Command } from './command.js';

export const serveCommand: Command = {
  name: 'serve',
  usage: '',
  summary: 'run the server until it is asked to stop (SIGTERM)',
  async run(args, { config }) {
    parseArgs({ args });
    const log = createLogger(config.logLevel);
    const server = await serve(config, log);
    await new Promise<void>((resolve) => {
      process.once('SIGTERM', resolve);
      process.once('SIGINT', resolve);
      // Forked by a parent that is gone: nobody is left to stop it.
      process.once('disconnect', resolve);
    });
    log.info('stopping: finishing what was accepted');
    await server.stop();
    log.info('stopped');
  },
};
