import { describe, expect, it } from 'vitest';
import { findFaq, fitFaqIndex } from './faq-retrieval.js';

const index = fitFaqIndex([
  {
    key: 'wrap',
    question: 'Do you offer gift wrapping?',
    variations: ['wrap it as a present'],
    answer: 'Yes, for £2.50 with a card.',
  },
  {
    key: 'bulk',
    question: 'Do you sell wholesale?',
    variations: ['trade prices'],
    answer: 'Yes, from 48 units. Write to our trade desk.',
  },
]);

describe('findFaq(...)', () => {
  it.each([
    ['can you gift wrap this', 'wrap'],
    ['can I have it wrapped as a present', 'wrap'],
    ['whats your wholesale offer', 'bulk'],
    ['trade desk', 'bulk'],
  ])('finds for %j the entry %s', (question, key) => {
    expect(findFaq(index, question)[0]!.key).toBe(key);
  });

  it('is sure of the very question, and not of another', () => {
    expect(findFaq(index, 'do you offer gift wrapping')[0]!.similarity).toBeGreaterThan(0.9);
    expect(findFaq(index, 'where is my order')[0]?.similarity ?? 0).toBeLessThan(0.4);
  });

  it('finds nothing in an empty FAQ', () => {
    expect(findFaq(fitFaqIndex([]), 'anything')).toEqual([]);
  });
});
