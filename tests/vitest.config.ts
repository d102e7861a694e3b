import { defineConfig } from 'vitest/config';

const limits = { testTimeout: 180_000, hookTimeout: 300_000 };

// Whole journeys on the built product: run `npm run build` first (`npm test` does). A journey has the machine to itself.
// What else there is, faults, mostly waits for servers that start and time out, each on ports of its own: four at once.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          exclude: ['tests/**/*.integration.test.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 0 },
          ...limits,
        },
      },
      {
        test: {
          name: 'all else',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.integration.test.ts', 'tests/journeys/**'],
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
          ...limits,
        },
      },
    ],
  },
});
