import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/**
 * A database to test the MongoDB adapter against: the one that `MONGODB_TEST_URL` names, or else a fresh MongoDB-wire
 * server from `MONGODB_DIR`, on a free port and an empty folder. Without either these tests fail: they are the proof
 * that the adapter works.
 */
export interface TestMongo {
  /** A connection string for a database of its own. */
  url(database: string): string;
  /** Ends the server as a power cut would; absent when it is not ours to end. */
  kill?(): Promise<void>;
  stop(): Promise<void>;
}

const installed = process.env.MONGODB_DIR ?? path.join(homedir(), '.cache', 'shelfwise-tools', 'mongodb');

export async function startMongodb(): Promise<TestMongo> {
  const given = process.env.MONGODB_TEST_URL;
  if (given) {
    const withDatabase = (database: string) => {
      const url = new URL(given);
      url.pathname = `/${database}`;
      return url.href;
    };
    return { url: withDatabase, stop: async () => undefined };
  }
  const server = path.join(installed, 'bin', 'secantusd-py');
  if (!existsSync(server))
    throw new Error(
      `There is no MongoDB to test against: set MONGODB_TEST_URL, or MONGODB_DIR to a folder with bin/secantusd-py (now ${installed}).`,
    );
  const folder = mkdtempSync(path.join(tmpdir(), 'mongodb-'));
  const child = spawn(
    server,
    [
      '--port',
      '0',
      '--storage-path',
      folder,
      '--sync-on-commit',
      '--cache-size',
      '512M',
      '--log-level',
      'INFO',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The MongoDB server ended with ${code}.`)));
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        const listening = /listening on ([\d.]+:\d+)/.exec(line);
        if (listening) resolve(listening[1]!);
      });
  });
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return {
    url: (database) => `mongodb://${address}/${database}?directConnection=true`,
    kill,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
