import { defineConfig } from 'vitest/config';

// Whole journeys on the built product: run `npm run build` first (`npm test` does).
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/**/*.integration.test.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
});
