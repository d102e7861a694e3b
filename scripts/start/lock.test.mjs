import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockData } from './lock.mjs';

let folder;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'start-lock-'))));
afterEach(() => rmSync(folder, { recursive: true }));
const lock = () => path.join(folder, 'start.lock');

/** A process that looks like another start, until it is ended. */
function otherStart() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'start.mjs'], {
    stdio: 'ignore',
  });
  const end = () => new Promise((resolve) => child.once('exit', resolve).kill('SIGKILL'));
  return new Promise((resolve) => child.once('spawn', () => resolve({ pid: child.pid, end })));
}

test('lockData(...) says in one line which start uses the folder, and takes over what a killed one left', async () => {
  const other = await otherStart();
  try {
    writeFileSync(lock(), JSON.stringify({ pid: other.pid, port: 9000 }));
    expect(() => lockData(folder, 8080)).toThrow(
      `The data folder ${folder} is in use by another "npm start" (process ${other.pid}, port 9000). Stop it, or choose another folder: SHELFWISE_DATA=FOLDER npm start`,
    );
  } finally {
    await other.end();
  }
  const release = lockData(folder, 8080);
  release();
  expect(existsSync(lock())).toBe(false);
});

test('lockData(...) is not held up by a note that nobody can read', () => {
  writeFileSync(lock(), 'half a not');
  lockData(folder, 8080)();
});

test('lockData(...) makes the folder when it is not there', () => {
  lockData(path.join(folder, 'new', 'one'), 8080)();
  expect(existsSync(path.join(folder, 'new', 'one'))).toBe(true);
});
