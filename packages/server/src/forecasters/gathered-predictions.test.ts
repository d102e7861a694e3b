import { expect, test } from 'vitest';
import type { DemandModel, PredictionRequest } from './demand-model.js';
import { GatheredPredictions } from './gathered-predictions.js';

const prediction = (value: number) => ({ mean: Float64Array.of(value), quantiles: Float64Array.of(value) });

/** Predicts the cutoff itself, and makes no prediction for series 0. */
const echo: DemandModel = {
  name: 'echo',
  predict: async (requests: readonly PredictionRequest[]) =>
    requests.map(({ series, cutoff }) => (series === 0 ? null : prediction(cutoff))),
};

test('predict(…) returns what was gathered, and null where the model makes no prediction', async () => {
  const gathered = new GatheredPredictions(echo);
  await gathered.gather([
    { series: 0, cutoff: 10 },
    { series: 1, cutoff: 10 },
    { series: 1, cutoff: 38 },
  ]);
  expect(gathered.name).toBe('echo');
  expect(gathered.predict(0, 10)).toBeNull();
  expect(gathered.predict(1, 10)?.mean[0]).toBe(10);
  expect(gathered.predict(1, 38)?.mean[0]).toBe(38);
});

test('predict(…) throws for what was not gathered, or only in an earlier batch', async () => {
  const gathered = new GatheredPredictions(echo);
  await gathered.gather([{ series: 1, cutoff: 10 }]);
  expect(() => gathered.predict(1, 11)).toThrow('series 1 from 11');
  expect(() => gathered.predict(11, 0)).toThrow('series 11 from 0');
  await gathered.gather([{ series: 2, cutoff: 10 }]);
  expect(() => gathered.predict(1, 10)).toThrow(RangeError);
});

test('gather(…) throws when the model leaves out a prediction', async () => {
  const lazy = new GatheredPredictions({ name: 'lazy', predict: async () => [] });
  await expect(lazy.gather([{ series: 1, cutoff: 10 }])).rejects.toThrow('made 0 of 1');
});
