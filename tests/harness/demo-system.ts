import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { browserAgent } from './api.js';
import { freePort, repository, temporaryDirectory } from './server-process.js';

/** The demo as a newcomer gets it: `npm start`, on ports and a data folder of its own, with a part of the sales. */
export interface DemoSystem {
  demoUrl: string;
  serverUrl: string;
  ownerLink: string;
  publishableKey: string;
  secretKey: string;
  /** The owner's server's view: parsed JSON of a `GET` with the secret key. */
  ask<T>(path: string): Promise<T>;
  /** A page's view: parsed JSON of a `GET` with the page's key, from the shop's origin. */
  askAsPage<T>(path: string): Promise<T>;
  send(method: string, path: string, body: unknown): Promise<Response>;
  stop(): Promise<void>;
}

/** `npm start` takes N (server), N+1 (operations) and N+10 (demo shop). */
async function freePorts(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (port < 65_000) return port;
  }
}

/**
 * @param env `MONGODB_URL` runs all of it on MongoDB.
 * @param sampling every how many-th order is loaded: enough for the journeys, and quick.
 */
export async function startDemo(env: Record<string, string> = {}, sampling = 6): Promise<DemoSystem> {
  const directory = temporaryDirectory();
  const port = await freePorts();
  const child = spawn(process.execPath, ['scripts/start.mjs', '--port', String(port), '--no-open'], {
    cwd: repository,
    env: {
      ...process.env,
      SHELFWISE_DATA: directory,
      DEMO_SAMPLE: String(sampling),
      SHELFWISE_PAGE_REQUESTS_PER_MINUTE: '0',
      SHELFWISE_OWNER_REQUESTS_PER_MINUTE: '0',
      SHELFWISE_CHAT_MESSAGES_PER_MINUTE: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const screen = await closingScreen(child, 240_000);
  const found = (pattern: RegExp) => {
    const match = pattern.exec(screen);
    if (!match?.[1]) throw new Error(`The closing screen lacks ${pattern.source}:\n${screen}`);
    return match[1];
  };
  const serverUrl = found(/Server\s+(http\S+)/);
  const secretKey = found(/(sk_\w+)/);
  const call = (method: string, where: string, body?: unknown) =>
    fetch(serverUrl + where, {
      method,
      headers: {
        authorization: `Bearer ${secretKey}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const demoUrl = found(/Demo shop\s+(http\S+)/);
  const publishableKey = found(/(pk_\w+)/);
  return {
    serverUrl,
    demoUrl,
    ownerLink: found(/Owner's area\s+(http\S+)/),
    publishableKey,
    secretKey,
    async ask<T>(where: string) {
      const response = await call('GET', where);
      if (!response.ok) throw new Error(`GET ${where}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    async askAsPage<T>(where: string) {
      const address = new URL(where, serverUrl);
      address.searchParams.set('key', publishableKey);
      const headers = { origin: new URL(demoUrl).origin, 'user-agent': browserAgent };
      const response = await fetch(address, { headers });
      if (!response.ok) throw new Error(`GET ${where}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    send: call,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      await ended;
      rmSync(path.resolve(directory), { recursive: true, force: true });
    },
  };
}

function closingScreen(child: ChildProcess, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string) => {
      child.kill('SIGINT');
      reject(new Error(`npm start ${why}:\n${output}`));
    };
    const timer = setTimeout(() => fail('did not get ready in time'), timeoutMs);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (!output.includes('Ctrl-C stops everything')) return;
      clearTimeout(timer);
      resolve(output);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => fail(`ended with ${code}`));
  });
}
