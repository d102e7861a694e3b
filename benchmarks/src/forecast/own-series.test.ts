import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { loadOwnSeries } from './own-series.js';

const directory = mkdtempSync(path.join(tmpdir(), 'own-series-'));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const day = (number: number) => new Date(Date.UTC(2026, 0, 1 + number)).toISOString().slice(0, 10);
const rows = (id: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => `${id},${day(from + n)},${n + 1}`);

test('loadOwnSeries(...) lets each series end at its own last date, and says what it leaves out', () => {
  const lines = [...rows('whole', 0, 60), ...rows('ended', 0, 50), ...rows('late', 30, 60)];
  writeFileSync(path.join(directory, 'series.csv'), ['series,date,value', ...lines].join('\n'));
  const notes: string[] = [];
  const panel = loadOwnSeries({
    directory,
    protocol: 'series',
    flags: { horizon: '14', windows: '2' },
    note: (line) => notes.push(line),
  });
  expect(panel.series.map(({ id, y }) => [id, y.length, y.at(-1)])).toEqual([
    ['whole', 60, 60],
    ['ended', 50, 50],
  ]);
  expect(notes).toEqual([
    `1 of 3 series end before ${day(59)}: each is tested up to its own last date.`,
    '1 of 3 series are left out: they are shorter than 36 dates (2 windows of 14, and one season before).',
  ]);
});
