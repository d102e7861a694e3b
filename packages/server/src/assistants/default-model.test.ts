import { expect, test } from 'vitest';
import { createDefaultModel, trainDefaultModel } from './default-model.js';

test('the default model is trained once, however many ask, and again only after a failure', async () => {
  let trainings = 0;
  const model = createDefaultModel(() => {
    trainings += 1;
    return trainings === 1 ? Promise.reject(new Error('no thread')) : trainDefaultModel();
  });
  await expect(model()).rejects.toThrow('no thread');
  const [one, other] = await Promise.all([model(), model()]);
  expect(one).toBe(other);
  expect(one.classifier.intents.length).toBeGreaterThan(10);
  expect(trainings).toBe(2);
});
