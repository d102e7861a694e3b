// Builds the benchmarks and runs one: `npm run -s bench -- recommend --set diginetica --json`.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchData } from './shared-directory.mjs';

const repository = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const tsc = path.join(repository, 'node_modules', 'typescript', 'bin', 'tsc');
const build = spawnSync(process.execPath, [tsc, '-b', 'benchmarks'], {
  cwd: repository,
  stdio: ['ignore', 2, 2],
});
if (build.status !== 0) process.exit(build.status ?? 1);
const areas = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (areas.length === 0 || areas.includes('page')) {
  const rollup = path.join(repository, 'node_modules', 'rollup', 'dist', 'bin', 'rollup');
  const bundle = spawnSync(
    process.execPath,
    [rollup, '-c', 'packages/widgets/rollup.config.mjs', '--silent'],
    {
      cwd: repository,
      stdio: ['ignore', 2, 2],
    },
  );
  if (bundle.status !== 0) process.exit(bundle.status ?? 1);
}
const run = spawnSync(
  process.execPath,
  ['--max-old-space-size=6144', 'benchmarks/dist/main.js', ...process.argv.slice(2)],
  {
    cwd: repository,
    stdio: 'inherit',
    env: { ...process.env, BENCH_DATA: benchData },
  },
);
process.exit(run.status ?? 1);
