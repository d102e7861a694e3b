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
  /** Starts it again after `kill`, at the same address with the same data. */
  restart?(): Promise<void>;
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
  let running = await launch(server, folder, 0);
  const { address } = running;
  const end = async (signal: NodeJS.Signals) => {
    running.child.kill(signal);
    await running.ended;
  };
  return {
    url: (database) => `mongodb://${address}/${database}?directConnection=true`,
    kill: () => end('SIGKILL'),
    async restart() {
      running = await launch(server, folder, Number(address.split(':')[1]));
    },
    async stop() {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launch(server: string, folder: string, port: number) {
  const options = ['--sync-on-commit', '--cache-size', '512M', '--log-level', 'INFO'];
  const child = spawn(server, ['--port', String(port), '--storage-path', folder, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The MongoDB server ended with ${code}.`)));
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        const listening = /listening on ([\d.]+:\d+)/.exec(line);
        if (listening) resolve(listening[1]!);
      });
  });
  return { child, ended, address };
}
