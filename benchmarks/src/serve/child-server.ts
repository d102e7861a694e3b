import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const mainScript = fileURLToPath(import.meta.resolve('@shelfwise/server/main.js'));
const cliScript = fileURLToPath(import.meta.resolve('@shelfwise/server/cli.js'));

/** The server as it runs in production, in a process of its own on free ports, with a fresh embedded store. */
export interface ChildServer {
  url: string;
  publishableKey: string;
  secretKey: string;
  /** The page's origin that the shop allows. */
  origin: string;
  /** CPU seconds that the process has used so far, all threads. */
  cpuSeconds(): Promise<number>;
  /** Rows that were kept ready, and that were made, so far. */
  rows(): Promise<{ kept: number; made: number }>;
  residentMiB(): Promise<number>;
  /** Runs a job to its end in a process of its own, as `shelfwise train` does: this one answers only. */
  train(job: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startChildServer(origin = 'https://shop.example'): Promise<ChildServer> {
  const directory = mkdtempSync(path.join(tmpdir(), 'shelfwise-bench-'));
  const env = {
    ...process.env,
    SHELFWISE_DATA: directory,
    PORT: '0',
    SHELFWISE_OPERATIONS_PORT: '0',
    // Jobs would compete for the two cores while requests are measured: `train` runs the one that is needed.
    SHELFWISE_ROLE: 'api',
    // So high that it refuses nothing; its cost stays in the measurement.
    SHELFWISE_PAGE_REQUESTS_PER_MINUTE: '10000000',
    SHELFWISE_OWNER_REQUESTS_PER_MINUTE: '10000000',
  };
  const made = spawnSync(
    process.execPath,
    [
      ...[cliScript, 'shop', 'create', 'bench', '--json'],
      ...['--currency', 'GBP', '--time-zone', 'Europe/London', '--origin', origin],
    ],
    { env, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`shop create failed: ${made.stderr}`);
  const keys = JSON.parse(made.stdout) as { publishableKey: string; secretKey: string };
  const child = spawn(process.execPath, [mainScript], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { port, operationsPort } = await listening(child);

  async function metric(name: string): Promise<number> {
    const response = await fetch(`http://127.0.0.1:${operationsPort}/metrics`);
    const line = (await response.text()).split('\n').find((text) => text.startsWith(`${name} `));
    return Number(line?.split(' ')[1] ?? 0);
  }

  return {
    url: `http://127.0.0.1:${port}`,
    ...keys,
    origin,
    cpuSeconds: () => metric('process_cpu_seconds_total'),
    rows: async () => ({
      kept: await metric('shelfwise_recommendation_rows_total{from="kept"}'),
      made: await metric('shelfwise_recommendation_rows_total{from="made"}'),
    }),
    residentMiB: async () => (await metric('process_resident_memory_bytes')) / 1024 / 1024,
    train: (job) =>
      new Promise((resolve, reject) => {
        const training = spawn(process.execPath, [cliScript, 'train', job], {
          env,
          stdio: ['ignore', 'ignore', 'inherit'],
        });
        training.once('exit', (code) => {
          if (code === 0) resolve();
          else reject(new Error(`${job} ended with code ${code}`));
        });
      }),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** The server's first log line names the ports that it was given. */
function listening(child: ChildProcess): Promise<{ port: number; operationsPort: number }> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with code ${code}`)));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const entry = JSON.parse(line) as { msg: string; port: number; operationsPort: number };
      if (entry.msg === 'listening') resolve(entry);
    });
  });
}
