import process from 'node:process';
import { runCommand } from './cli/run-command.js';
import { serveCommand } from './cli/serve.js';

/** `node dist/main.js`: the server, configured by the environment, until SIGTERM or SIGINT. */

process.exit(
  await runCommand(['serve'], [serveCommand], {
    env: process.env,
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
  }),
);
