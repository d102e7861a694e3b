import { describe, expect, it } from 'vitest';
import { KeyedQueue, QueueFull } from './keyed-queue.js';

/** Lets every promise that can settle do so. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('enter(...)', () => {
  it('lets one in at a time for each key, in the order of arrival', async () => {
    const queue = new KeyedQueue();
    const entered: string[] = [];
    const enter = async (key: string, name: string) => {
      const leave = await queue.enter(key);
      entered.push(name);
      return leave;
    };
    const first = enter('a', 'a1');
    const second = enter('a', 'a2');
    void enter('a', 'a3');
    void enter('b', 'b1');
    await settle();
    expect(entered).toEqual(['a1', 'b1']);
    (await first)();
    await settle();
    expect(entered).toEqual(['a1', 'b1', 'a2']);
    (await second)();
    await settle();
    expect(entered).toEqual(['a1', 'b1', 'a2', 'a3']);
  });

  it('ends a turn once, however often its end is called', async () => {
    const queue = new KeyedQueue();
    const leave = await queue.enter('a');
    leave();
    leave();
    await queue.enter('a');
    let isIn = false;
    void queue.enter('a').then(() => (isIn = true));
    await settle();
    expect(isIn).toBe(false);
  });

  it('throws QueueFull when maxWaiting wait already, and only for that key', async () => {
    const queue = new KeyedQueue({ maxWaiting: 2 });
    const leave = await queue.enter('a');
    void queue.enter('a');
    void queue.enter('a');
    await expect(queue.enter('a')).rejects.toBeInstanceOf(QueueFull);
    await queue.enter('b');
    leave();
    await settle();
    void queue.enter('a');
    await expect(queue.enter('a')).rejects.toBeInstanceOf(QueueFull);
  });

  it('holds nothing of a key without work', async () => {
    const queue = new KeyedQueue();
    const leave = await queue.enter('a');
    const second = queue.enter('a');
    expect(queue.size).toBe(1);
    leave();
    (await second)();
    await settle();
    expect(queue.size).toBe(0);
    (await queue.enter('a'))();
    await settle();
    expect(queue.size).toBe(0);
  });
});

describe('run(...)', () => {
  it('returns what the work returns, one after the other', async () => {
    const queue = new KeyedQueue();
    let running = 0;
    const work = async (result: string) => {
      expect(++running).toBe(1);
      await settle();
      running--;
      return result;
    };
    const results = await Promise.all(['x', 'y', 'z'].map((name) => queue.run('key', () => work(name))));
    expect(results).toEqual(['x', 'y', 'z']);
  });

  it('ends the turn of work that fails', async () => {
    const queue = new KeyedQueue();
    await expect(queue.run('key', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await queue.run('key', () => Promise.resolve('next'))).toBe('next');
  });
});

describe('has(...) and settled()', () => {
  it('know the work of a key until it has ended', async () => {
    const queue = new KeyedQueue();
    let end = () => undefined as void;
    const work = queue.run('a', () => new Promise<void>((resolve) => (end = resolve)));
    await settle();
    expect([queue.has('a'), queue.has('b')]).toEqual([true, false]);
    let isSettled = false;
    const settled = queue.settled().then(() => (isSettled = true));
    await settle();
    expect(isSettled).toBe(false);
    end();
    await Promise.all([work, settled]);
    expect(queue.has('a')).toBe(false);
  });
});
