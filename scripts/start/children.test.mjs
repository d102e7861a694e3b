import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createChildren } from './children.mjs';

let directory;
let children;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'shelfwise-children-'));
  children = createChildren(directory);
});
afterEach(async () => {
  await children.stop();
  await rm(directory, { recursive: true, force: true });
});

async function begin(source, options = {}) {
  const script = path.join(directory, 'part.mjs');
  await writeFile(script, source);
  let child;
  const told = new Promise((resolve) => {
    child = children.serve({ name: 'The part', script, env: process.env, ...options }, resolve);
  });
  return { child, told };
}
const runsOn = `process.send('ready'); setInterval(() => undefined, 1000);`;

test('children tell of a part that is killed long after it began', async () => {
  const { child, told } = await begin(runsOn);
  await once(child, 'message');
  child.kill('SIGKILL');
  expect((await told).message).toBe('The part ended with SIGKILL.');
});

test('children tell of a part that ends as if its work were done, unless it may', async () => {
  const { told } = await begin('process.exit(0)');
  expect((await told).message).toBe('The part ended with exit code 0.');
  const { child, told: toldNothing } = await begin('process.exit(0)', { mayEnd: true });
  await once(child, 'close');
  expect(await Promise.race([toldNothing, Promise.resolve('nothing')])).toBe('nothing');
});

test('children tell what a part said last, and nothing of the ends that they asked for', async () => {
  const { told } = await begin(`console.error('The data is newer than this server.'); process.exit(1);`);
  expect((await told).message).toBe('The data is newer than this server.');
  const { child, told: toldNothing } = await begin(runsOn);
  await once(child, 'message');
  await children.stop();
  expect(await Promise.race([toldNothing, Promise.resolve('nothing')])).toBe('nothing');
});
