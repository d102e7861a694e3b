// What `.ci/run` does: `npm test`, then the same journeys and adapters against real servers.
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { runSuites, vitestSuite } from './run-suites.mjs';
import { suites } from './test.mjs';
import { benchData, testTools } from './shared-directory.mjs';

const cache = process.env.TEST_TOOLS_CACHE ?? path.join(os.homedir(), '.cache', 'shelfwise-tools');
const mongodb = path.join(cache, 'mongodb');
const rasa = path.join(cache, 'rasa');

/** A real server that cannot be had is a failure, not a skip. */
function installer(name, script, args) {
  return {
    name: `install ${name}`,
    async run() {
      const result = spawnSync('bash', [script, ...args], { stdio: 'inherit', timeout: 15 * 60_000 });
      return result.status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    },
  };
}

const env = {
  BENCH_DATA: benchData,
  TEST_TOOLS: testTools,
  MONGODB_DIR: mongodb,
  RASA_DIR: rasa,
};

const { passed, failed } = await runSuites([
  ...suites,
  installer('a MongoDB-wire server', path.join(testTools, 'mongodb', 'install.sh'), [mongodb, 'py']),
  installer('Rasa', path.join(testTools, 'rasa', 'install.sh'), [rasa]),
  vitestSuite('adapters against real servers', ['--config', 'tests/vitest.integration.config.ts'], env),
]);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
