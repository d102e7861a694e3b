import { expect, test } from 'vitest';
import { DefaultModels, trainDefaultModel } from './default-model.js';

test('get(…) trains a model once for any number of callers, and again only after a failure', async () => {
  let trainings = 0;
  const models = new DefaultModels((language) => {
    trainings += 1;
    return trainings === 1 ? Promise.reject(new Error('no thread')) : trainDefaultModel(language);
  });
  await expect(models.get('en')).rejects.toThrow('no thread');
  const [one, other] = await Promise.all([models.get('en'), models.get('en')]);
  expect(one).toBe(other);
  expect(one.classifier.intents.length).toBeGreaterThan(10);
  expect(trainings).toBe(2);
});
