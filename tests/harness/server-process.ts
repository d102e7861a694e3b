import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The built server as its operators run it: a process of its own, reached by HTTP and by its command line. */

export const repository = fileURLToPath(new URL('../../', import.meta.url));
const main = path.join(repository, 'packages/server/dist/main.js');
const commandLine = path.join(repository, 'packages/server/dist/cli.js');

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address) resolve(address.port);
        else reject(new Error('no port'));
      });
    });
  });
}

export function temporaryDirectory(): string {
  return mkdtempSync(path.join(os.tmpdir(), 'shelfwise-system-'));
}

export interface ShopKeys {
  shop: string;
  publishableKey: string;
  secretKey: string;
}

export interface ServerProcess {
  url: string;
  operationsUrl: string;
  process: ChildProcess;
  /** What it printed so far, both streams. */
  output(): string;
  /** SIGTERM, then waits; answers the exit code. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

export interface StartOptions {
  /** Files may not grow beyond so many KiB: the disk is full, as far as the server can tell. */
  maxFileKib?: number;
}

export interface Deployment {
  env: Record<string, string>;
  directory: string;
  url: string;
  /** The page whose origin the shop allows. */
  origin: string;
  start(options?: StartOptions): Promise<ServerProcess>;
  /** Starts a server that cannot start, and waits for its end. */
  startInVain(): Promise<{ code: number | null; output: string }>;
  command(...args: string[]): Promise<string>;
  createShop(name: string, origins?: string[]): Promise<ShopKeys>;
  /** Stops what runs and removes the data. */
  remove(): Promise<void>;
}

/** A data directory and two ports; servers may be started on it again and again. `env` adds, e.g., MONGODB_URL. */
export async function createDeployment(env: Record<string, string> = {}): Promise<Deployment> {
  const directory = temporaryDirectory();
  const port = await freePort();
  const operationsPort = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const origin = 'http://shop.test';
  const environment: Record<string, string> = {
    SHELFWISE_DATA: directory,
    PORT: String(port),
    SHELFWISE_OPERATIONS_PORT: String(operationsPort),
    SHELFWISE_LOG_LEVEL: 'warn',
    SHELFWISE_PAGE_REQUESTS_PER_MINUTE: '0',
    SHELFWISE_OWNER_REQUESTS_PER_MINUTE: '0',
    SHELFWISE_CHAT_MESSAGES_PER_MINUTE: '0',
    ...env,
  };
  const running = new Set<ServerProcess>();
  const fullEnvironment = { ...process.env, ...environment };

  const command = async (...args: string[]) => {
    const { stdout } = await promisify(execFile)(process.execPath, [commandLine, ...args], {
      env: fullEnvironment,
      cwd: repository,
    });
    return stdout;
  };

  return {
    env: environment,
    directory,
    url,
    origin,
    command,
    async start(options) {
      const server = await startServer(launch(fullEnvironment, options), {
        url,
        operationsUrl: `http://127.0.0.1:${operationsPort}`,
      });
      running.add(server);
      return server;
    },
    async startInVain() {
      const { output, exited } = launch(fullEnvironment);
      const code = await exited;
      return { code, output: output() };
    },
    async createShop(name, origins = [origin]) {
      const output = await command(
        ...['shop', 'create', name, '--currency', 'GBP', '--time-zone', 'Europe/London', '--json'],
        ...origins.flatMap((allowed) => ['--origin', allowed]),
      );
      return JSON.parse(output) as ShopKeys;
    },
    async remove() {
      await Promise.all([...running].map((server) => server.kill()));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

interface Launched {
  child: ChildProcess;
  output: () => string;
  exited: Promise<number | null>;
}

function launch(env: NodeJS.ProcessEnv, { maxFileKib }: StartOptions = {}): Launched {
  const server = [process.execPath, main];
  const [command, ...args] =
    maxFileKib === undefined
      ? server
      : ['bash', '-c', `ulimit -f ${maxFileKib} && exec "$0" "$@"`, ...server];
  const child = spawn(command!, args, { env, cwd: repository, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, output: () => output, exited };
}

async function startServer(
  { child, output, exited }: Launched,
  { url, operationsUrl }: { url: string; operationsUrl: string },
): Promise<ServerProcess> {
  const server: ServerProcess = {
    url,
    operationsUrl,
    process: child,
    output,
    async stop() {
      child.kill('SIGTERM');
      return exited;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}: ${output()}`);
    const answer = await fetch(`${operationsUrl}/health/ready`).catch(() => null);
    return answer?.ok === true;
  }, 30_000);
  return server;
}

/** Asks again until it holds; what the condition throws ends the wait at once. */
export async function until(
  condition: () => Promise<boolean>,
  timeoutMs: number,
  what = 'the condition',
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`${what} did not hold within ${timeoutMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
