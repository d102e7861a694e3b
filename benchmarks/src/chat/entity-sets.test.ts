import { expect, test } from 'vitest';
import { readRasaMarkdown } from './entity-sets.js';

const markdown = `## intent:alarm_set
- wake me at [nine am](time) [today](date)
- alarm for [tmrw](date:tomorrow)

## intent:lists
* what is on my list

## synonym:tomorrow
- the day after

## lookup:room
- kitchen
- hall

## regex:zipcode
- [0-9]{5}
`;

test('readRasaMarkdown(...) reads intents, entities with their places and values, and all tables', () => {
  const { examples, synonyms, lookups, regexes } = readRasaMarkdown(markdown);

  expect(examples.map(({ text, intent }) => [intent, text])).toEqual([
    ['alarm_set', 'wake me at nine am today'],
    ['alarm_set', 'alarm for tmrw'],
    ['lists', 'what is on my list'],
  ]);
  expect(examples[0]!.entities).toEqual([
    { entity: 'time', value: 'nine am', start: 11, end: 18 },
    { entity: 'date', value: 'today', start: 19, end: 24 },
  ]);
  expect(examples[1]!.entities).toEqual([{ entity: 'date', value: 'tomorrow', start: 10, end: 14 }]);
  expect(synonyms).toMatchObject({ 'the day after': 'tomorrow', tmrw: 'tomorrow' });
  expect(lookups).toEqual({ room: ['kitchen', 'hall'] });
  expect(regexes).toEqual({ zipcode: ['[0-9]{5}'] });
});
