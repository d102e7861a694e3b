import { defineConfig } from 'vitest/config';

// Adapters against real servers; their folders come by MONGODB_DIR and RASA_DIR.
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'], externalConditions: ['node', 'import', 'default'] } },
  test: {
    include: ['tests/**/*.integration.test.ts'],
    server: { deps: { inline: [/@shelfwise\//] } },
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
