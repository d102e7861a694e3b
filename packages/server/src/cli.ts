#!/usr/bin/env node
import process from 'node:process';
import { copyCommand } from './cli/copy-command.js';
import { migrateCommand } from './cli/migrate.js';
import { runCommand } from './cli/run-command.js';
import { serveCommand } from './cli/serve.js';
import { shopCommands } from './cli/shop.js';
import { trainCommand } from './cli/train.js';

/** `shelfwise …`: what an operator does. The list of commands is the help text. */

const commands = [...shopCommands, trainCommand, copyCommand, migrateCommand, serveCommand];

process.exit(
  await runCommand(process.argv.slice(2), commands, {
    env: process.env,
    out: (text) => console.log(text),
    err: (text) => console.error(text),
    ...(process.stderr.isTTY && { progress: (line) => void process.stderr.write(`\r\x1b[K${line}`) }),
  }),
);
