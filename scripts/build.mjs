// Builds everything that runs: core, server, demo and benchmarks with tsc, the widgets with Rollup.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = (...parts) => path.join(repository, 'node_modules', ...parts);

/** @param {string} name @param {string[]} args */
function run(name, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(undefined) : reject(new Error(`${name} failed:\n${output.trim()}`)),
    );
  });
}

export async function build() {
  await Promise.all([
    run('TypeScript', [bin('typescript', 'bin', 'tsc'), '-b']),
    run('Rollup', [
      bin('rollup', 'dist', 'bin', 'rollup'),
      '-c',
      'packages/widgets/rollup.config.mjs',
      '--silent',
    ]),
  ]);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  if (!existsSync(bin('typescript'))) {
    console.error('build: packages are not installed yet; run "npm install" first');
    process.exit(1);
  }
  try {
    await build();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
