import { expect, test } from 'vitest';
import { createProgress } from './progress.mjs';

function terminal(isTTY) {
  const written = [];
  return { isTTY, columns: 100, write: (text) => written.push(text), written };
}

test('progress writes one line for each finished step where there is no terminal', () => {
  const out = terminal(false);
  let time = 0;
  const progress = createProgress(out, () => time);
  progress.step('orders', 'Loading orders', 0, 2000);
  time = 1500;
  progress.step('orders', 'Loading orders', 1000, 2000);
  expect(out.written).toEqual([]);
  progress.step('orders', 'Loading orders', 2000, 2000);
  progress.step('orders', 'Loading orders', 2000, 2000);
  expect(out.written).toHaveLength(1);
  expect(out.written[0]).toMatch(/^✓ Loading orders .* 1\.5 s 2,000 of 2,000\n$/);
});

test('progress draws over its own lines in a terminal, and leaves them when asked', () => {
  const out = terminal(true);
  const progress = createProgress(out, () => 0);
  progress.step('a', 'First');
  progress.step('b', 'Second');
  expect(out.written[1]).toContain('\u001b[1A');
  progress.leave();
  progress.step('c', 'Third');
  expect(out.written.at(-1)).not.toContain('A\u001b[2K');
});

test('progress says a line that stays above the steps that move', () => {
  const out = terminal(true);
  const progress = createProgress(out, () => 0);
  progress.step('a', 'First');
  out.written.length = 0;
  progress.say('The shop was deleted.');
  expect(out.written[0]).toBe('\u001b[1A\u001b[J');
  expect(out.written[1]).toBe('The shop was deleted.\n');
  expect(out.written[2]).toMatch(/^\u001b\[2K {2}First/);
});
