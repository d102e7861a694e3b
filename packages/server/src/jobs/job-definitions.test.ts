import { jobNames } from '@shelfwise/core/wire';
import { expect, test } from 'vitest';
import { jobDefinitions } from './job-definitions.js';

test('jobDefinitions defines every job that the API names, once', () => {
  expect(jobDefinitions.map(({ name }) => name).sort()).toEqual([...jobNames].sort());
});

test.each(jobDefinitions)('$name renews its lease well within its time limit', ({ leaseMs, timeoutMs }) => {
  expect(leaseMs).toBeLessThanOrEqual(timeoutMs / 10);
});
