import { expect, it } from 'vitest';
import { AnswerCache, type ReadyAnswer } from './answer-cache.js';

const now = new Date('2026-11-22T12:00:00Z');
const state = { cards: 7, modelVersion: 2 };
const answer = (text: string, goodUntil?: number): ReadyAnswer => ({
  text,
  filledBy: 'bestsellers',
  products: [],
  ...(goodUntil !== undefined && { goodUntil }),
});

it('returns an answer for the state it was made from, and for no other', () => {
  const answers = new AnswerCache();
  answers.set('row', state, answer('mugs'));
  expect(answers.get('row', { ...state }, now)?.text).toBe('mugs');
  expect(answers.get('row', { ...state, cards: 8 }, now)).toBeUndefined();
  expect(answers.get('row', { ...state, modelVersion: 3 }, now)).toBeUndefined();
  expect(answers.get('other row', state, now)).toBeUndefined();
});

it('returns an answer until its own end, and not a millisecond longer', () => {
  const answers = new AnswerCache();
  answers.set('row', state, answer('new mugs', now.getTime()));
  expect(answers.get('row', state, now)?.text).toBe('new mugs');
  expect(answers.get('row', state, new Date(now.getTime() + 1))).toBeUndefined();
});

it('drops the least recently used answer alone when it is full', () => {
  const answers = new AnswerCache(2);
  answers.set('a', state, answer('a'));
  answers.set('b', state, answer('b'));
  answers.get('a', state, now);
  answers.set('c', state, answer('c'));
  expect(['a', 'b', 'c'].filter((name) => answers.get(name, state, now))).toEqual(['a', 'c']);
});
