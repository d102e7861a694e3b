import { defineConfig } from 'vitest/config';

// Unit tests read the TypeScript sources of every workspace directly (export condition "source"), so that a
// test never runs against a stale build. Worker threads are the exception: they start from `dist`.
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'], externalConditions: ['node', 'import', 'default'] } },
  test: {
    include: [
      'packages/core/src/**/*.test.ts',
      'packages/server/src/**/*.test.ts',
      'packages/widgets/test/**/*.test.ts',
      'benchmarks/src/**/*.test.ts',
      'demo/src/**/*.test.ts',
      'scripts/**/*.test.mjs',
    ],
    server: { deps: { inline: [/@shelfwise\//] } },
    pool: 'threads',
    maxWorkers: 2,
    // Files share a thread and its modules: reading them anew for each would be two fifths of the time. A test that
    // stubs a global or the environment takes it back.
    isolate: false,
    // Guards against a hang, not measurements: a busy machine must pass.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
