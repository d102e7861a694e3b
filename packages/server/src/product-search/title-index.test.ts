import fc from 'fast-check';
import { tokenize } from '@shelfwise/core/language';
import { expect, test } from 'vitest';
import type { ProductDocument } from '../stores/port/documents.js';
import { TitleIndex } from './title-index.js';

const aProduct = (title: string, key = title): ProductDocument => ({ key, title }) as ProductDocument;

test('finds by the whole title wherever its words stand, the longest first, and never by one word', () => {
  const titles = new TitleIndex();
  for (const title of ['Red Mug', 'Small Red Mug in Box', 'Teapot']) titles.add(aProduct(title));
  expect(titles.namedIn('when will the small red mug in box be back')?.key).toBe('Small Red Mug in Box');
  expect(titles.namedIn('is the red mug in stock')?.key).toBe('Red Mug');
  expect(titles.namedIn('is the teapot in stock')).toBeUndefined();
});

test('forgets what was taken out', () => {
  const titles = new TitleIndex();
  titles.add(aProduct('Red Mug'));
  titles.remove(aProduct('Red Mug'));
  expect(titles.namedIn('red mug')).toBeUndefined();
});

test('finds as long a title as looking at every product does', () => {
  const word = fc.constantFrom('red', 'mug', 'small', 'box', 'tea', 'garden', 'set');
  const sentence = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
  const wordsOf = (text: string) => new Set(tokenize(text));
  fc.assert(
    fc.property(fc.array(sentence), sentence, (all, text) => {
      const titles = new TitleIndex();
      all.forEach((title, i) => titles.add(aProduct(title, `p${i}`)));
      const said = wordsOf(text);
      const sizes = all
        .map(wordsOf)
        .filter((words) => words.size > 1 && [...words].every((one) => said.has(one)));
      const found = titles.namedIn(text);
      expect(found ? wordsOf(found.title).size : 0).toBe(Math.max(0, ...sizes.map(({ size }) => size)));
    }),
  );
});
