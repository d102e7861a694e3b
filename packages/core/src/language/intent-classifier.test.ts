import { describe, expect, it } from 'vitest';
import { packClassifier, unpackClassifier } from './encode-classifier.js';
import { classifyIntent, trainIntentClassifier } from './intent-classifier.js';
import type { IntentExample } from './intent-model.js';

const phrases: Record<string, string[]> = {
  shipping: [
    'how much is shipping',
    'what does delivery cost',
    'is delivery free',
    'shipping costs please',
    'postage price',
    'delivery fee',
  ],
  returns: [
    'can I return it',
    'I want my money back',
    'how do returns work',
    'refund please',
    'send an item back',
    'return policy',
  ],
  greet: ['hello', 'hi there', 'good morning', 'hey', 'hello you', 'good evening'],
  order: [
    'where is my order',
    'track my parcel',
    'order status',
    'my parcel is late',
    'has my order shipped',
    'parcel tracking',
  ],
};
const examples: IntentExample[] = Object.entries(phrases).flatMap(([intent, texts]) =>
  texts.map((text) => ({ intent, text })),
);
const classifier = trainIntentClassifier(examples);

describe('classifyIntent(...)', () => {
  it.each([
    ['whats the delivry cost', 'shipping'],
    ['i would like my money back', 'returns'],
    ['hello!', 'greet'],
    ['wheres my parcel', 'order'],
  ])('%j has the intent %s', (text, intent) => {
    expect(classifyIntent(classifier, text).ranking[0]!.name).toBe(intent);
  });

  it('is surer of what it knows than of what it never saw', () => {
    const sure = classifyIntent(classifier, 'how much is delivery').ranking[0]!.confidence;
    for (const foreign of ['quantum chromodynamics', 'xkcd qwrtz', 'my cat sleeps all day', '']) {
      expect(classifyIntent(classifier, foreign).ranking[0]!.confidence).toBeLessThan(sure);
    }
  });

  it('ranks every intent once, by falling confidence from 0 to 1', () => {
    const { ranking } = classifyIntent(classifier, 'return my order');
    expect(ranking.map((item) => item.name).sort()).toEqual(Object.keys(phrases).sort());
    ranking.forEach(({ confidence }, i) => {
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(ranking[Math.max(0, i - 1)]!.confidence);
    });
  });
});

describe('trainIntentClassifier(...)', () => {
  it('gives the same bytes for the same examples', () => {
    const bytes = () => packClassifier(trainIntentClassifier(examples));
    expect(bytes()).toEqual(bytes());
  });

  it('needs at least two intents', () => {
    expect(() => trainIntentClassifier([{ text: 'hi', intent: 'greet' }])).toThrow(RangeError);
  });
});

describe('unpackClassifier(...)', () => {
  it('answers as the classifier that was packed', () => {
    const copy = unpackClassifier(packClassifier(classifier));
    for (const { text } of examples) {
      expect(classifyIntent(copy, text)).toEqual(classifyIntent(classifier, text));
    }
  });
});
