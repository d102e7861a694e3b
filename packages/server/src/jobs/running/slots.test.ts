import { expect, test } from 'vitest';
import { Slots } from './slots.js';

const never = new AbortController().signal;

/** Slots whose takers are known by name. */
function asking(places: number) {
  const slots = new Slots(places);
  const inside = new Map<string, () => void>();
  const ask = (name: string, isLong = false, signal = never) =>
    slots.take(isLong, signal).then((leave) => void inside.set(name, leave));
  const leave = async (name: string) => {
    inside.get(name)!();
    inside.delete(name);
    await Promise.resolve();
  };
  return { ask, leave, inside: async () => (await Promise.resolve(), [...inside.keys()]) };
}

test('take(...) lets in as many as there are places, in their order', async () => {
  const { ask, leave, inside } = asking(2);
  for (const name of ['a', 'b', 'c', 'd']) void ask(name);
  expect(await inside()).toEqual(['a', 'b']);
  await leave('a');
  expect(await inside()).toEqual(['b', 'c']);
});

test('long jobs leave one place free, and do not keep out short ones that came later', async () => {
  const { ask, leave, inside } = asking(2);
  void ask('long', true);
  void ask('longer', true);
  void ask('short');
  expect(await inside()).toEqual(['long', 'short']);
  await leave('short');
  expect(await inside()).toEqual(['long']);
  await leave('long');
  expect(await inside()).toEqual(['longer']);
});

test('take(...) gives the only place to a long job as well', async () => {
  const { ask, inside } = asking(1);
  void ask('long', true);
  expect(await inside()).toEqual(['long']);
});

test('a wait that is aborted leaves the queue', async () => {
  const { ask, leave, inside } = asking(1);
  const patience = new AbortController();
  void ask('a');
  const gone = expect(ask('b', false, patience.signal)).rejects.toThrow('enough');
  void ask('c');
  patience.abort(new Error('enough'));
  await gone;
  await leave('a');
  expect(await inside()).toEqual(['c']);
});

test('a place that is given back twice counts once', async () => {
  const slots = new Slots(1);
  const leave = await slots.take(false, never);
  leave();
  leave();
  await slots.take(false, never);
  const third = slots.take(false, AbortSignal.timeout(1));
  await expect(third).rejects.toThrow();
});
