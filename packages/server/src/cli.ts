#!/usr/bin/env node
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { copyCommand } from './cli/copy-command.js';
import { migrateCommand } from './cli/migrate.js';
import { runCommand } from './cli/run-command.js';
import { serveCommand } from './cli/serve.js';
import { shopCommands } from './cli/shop.js';
import { trainCommand } from './cli/train.js';

/** `shelfwise …`: what an operator does. The list of commands is the help text. */

const commands = [...shopCommands, trainCommand, copyCommand, migrateCommand, serveCommand];

/** The line that progress overwrites is taken away before anything else is said. */
const clearLine = '\r\x1b[K';
const clear = () => process.stderr.isTTY && process.stderr.write(clearLine);

process.exit(
  await runCommand(process.argv.slice(2), commands, {
    env: process.env,
    out(text) {
      clear();
      console.log(text);
    },
    err(text) {
      clear();
      console.error(text);
    },
    ...(process.stdin.isTTY && {
      // On standard error, as `--json` has the other to itself.
      async ask(question) {
        const terminal = createInterface({ input: process.stdin, output: process.stderr });
        try {
          return await terminal.question(question);
        } finally {
          terminal.close();
        }
      },
    }),
    ...(process.stderr.isTTY && { progress: (line) => void process.stderr.write(clearLine + line) }),
  }),
);
