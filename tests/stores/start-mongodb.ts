import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { startCutOffProxy } from './cut-off-proxy.js';

/**
 * A database to test the MongoDB adapter against: the one server that `MONGODB_TEST_URL` names, or else a fresh MongoDB-wire
 * server from `MONGODB_DIR`, on a free port and an empty folder. Without either these tests fail: they are the proof
 * that the adapter works.
 */
export interface TestMongo {
  /** A connection string for a database of its own. */
  url(database: string): string;
  /** Takes the server away as a power cut would: ends it or, when it is not ours to end, every way to it. */
  kill(): Promise<void>;
  /** Gives it back after `kill`, at the same address with the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const installed = process.env.MONGODB_DIR ?? path.join(homedir(), '.cache', 'shelfwise-tools', 'mongodb');

export async function startMongodb(): Promise<TestMongo> {
  const given = process.env.MONGODB_TEST_URL;
  if (given) {
    const { hostname, port } = new URL(given);
    const proxy = await startCutOffProxy(hostname, Number(port || 27_017));
    const withDatabase = (database: string) => {
      const url = new URL(given);
      url.host = proxy.address;
      url.pathname = `/${database}`;
      // Else the server's own address would be found out, and the proxy left aside.
      url.searchParams.set('directConnection', 'true');
      return url.href;
    };
    let isCut = false;
    return {
      url: withDatabase,
      async kill() {
        isCut = true;
        await proxy.cut();
      },
      async restart() {
        isCut = false;
        await proxy.mend();
      },
      stop: async () => (isCut ? undefined : proxy.cut()),
    };
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
