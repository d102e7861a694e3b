// `npm run mutate -- ROOM`: changes one token after another in a room and reports which changes no test of it notices.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { repository } from './run-suites.mjs';

const [room] = process.argv.slice(2);
if (room === undefined) {
  console.error('Usage: npm run mutate -- ROOM, for example packages/server/src/rules');
  process.exit(2);
}

// Inside the repository, so that both files find the packages. The name is ignored by Git and by every other tool.
const directory = mkdtempSync(path.join(repository, 'node_modules', '.mutate-'));
const vitestConfig = path.join(directory, 'vitest.config.mjs');
const strykerConfig = path.join(directory, 'stryker.config.json');
try {
  writeFileSync(
    vitestConfig,
    `import { mergeConfig } from 'vitest/config';
import base from ${JSON.stringify(path.join(repository, 'vitest.config.ts'))};
const config = mergeConfig(base, {});
config.test.include = [${JSON.stringify(`${room}/**/*.test.ts`)}];
// Each file reads the modules anew: only then is it known which test covers which line.
config.test.isolate = true;
config.root = process.cwd();
export default config;
`,
  );
  writeFileSync(
    strykerConfig,
    JSON.stringify({
      testRunner: 'vitest',
      plugins: ['@stryker-mutator/vitest-runner'],
      mutate: [`${room}/**/*.ts`, '!**/*.test.ts'],
      vitest: { configFile: path.relative(repository, vitestConfig), related: false },
      reporters: ['clear-text', 'progress'],
      clearTextReporter: { reportTests: false },
      concurrency: 2,
      tempDirName: 'node_modules/.stryker',
    }),
  );
  const stryker = path.join(repository, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const { status } = spawnSync(process.execPath, [stryker, 'run', strykerConfig], {
    cwd: repository,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
