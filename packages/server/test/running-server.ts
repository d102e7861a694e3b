import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLogger } from '../src/observability/logger.js';
import { compose, type Composition } from '../src/composition.js';
import { loadConfig } from '../src/config.js';
import { httpServer, listen } from '../src/http/listen.js';
import { createSecrets } from '../src/access/secrets.js';
import { ShopService, type CreatedShop } from '../src/resources/shops/service.js';
import { openStore } from '../src/stores/open-store.js';
import type { Store } from '../src/stores/port/store.js';
import { sharedDefaultModels } from './trained-assistants.js';

export const shopOrigin = 'https://shop.example';
export const browser = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/143.0 Safari/537.36';

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed JSON, or null. */
  json: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- tests read answers of every shape
  text: string;
}

/** The whole server on the real embedded store, in a folder of its own, on a free port. */
export interface TestServer {
  url: string;
  operationsUrl: string;
  store: Store;
  composition: Composition;
  /** The server's clock: tests move it. */
  clock: { now: Date };
  logLines: string[];
  createShop(name: string, origins?: string[]): Promise<CreatedShop>;
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  /** As the owner's server: Bearer and JSON. */
  asOwner(shop: { secretKey: string }, method: string, path: string, body?: unknown): Promise<Answer>;
  /** As a page of the shop: origin, browser, `text/plain`. */
  asPage(shop: { publishableKey: string }, path: string, body: object): Promise<Answer>;
  close(): Promise<void>;
}

export interface RequestOptions {
  headers?: Record<string, string>;
  /** Sent as it is when a string or bytes, else as JSON. */
  body?: unknown;
}

export async function startTestServer({
  env = {},
  wrapStore = (store) => store,
  mongodbUrl,
}: {
  env?: Record<string, string>;
  wrapStore?: (store: Store) => Store;
  /** Instead of the embedded store. */
  mongodbUrl?: string;
} = {}): Promise<TestServer> {
  const directory = await mkdtemp(path.join(tmpdir(), 'shelfwise-'));
  const config = loadConfig({
    SHELFWISE_DATA: directory,
    PORT: '0',
    SHELFWISE_OPERATIONS_PORT: '0',
    SHELFWISE_LOG_LEVEL: 'info',
    SHELFWISE_PAGE_REQUESTS_PER_MINUTE: '0',
    SHELFWISE_OWNER_REQUESTS_PER_MINUTE: '0',
    SHELFWISE_CHAT_MESSAGES_PER_MINUTE: '0',
    ...env,
  });
  const store = await openStore({ dataDirectory: directory, mongodbUrl });
  const clock = { now: new Date() };
  const logLines: string[] = [];
  const log = createLogger(config.logLevel, { write: (line) => void logLines.push(line) });
  const assetsDirectory = path.join(directory, 'assets');
  await mkdir(path.join(assetsDirectory, 'modules'), { recursive: true });
  await writeFile(path.join(assetsDirectory, 'shop.js'), 'window.shelfwise=1;'.repeat(20));
  await writeFile(path.join(assetsDirectory, 'modules', 'shop-recs-abc123.js'), 'export {};'.repeat(20));
  await writeFile(
    path.join(assetsDirectory, 'manifest.json'),
    JSON.stringify({ 'shop-recs': 'shop-recs-abc123.js', 'owner-area': 'shop-recs-abc123.js' }),
  );
  const composition = compose({
    config,
    store: wrapStore(store),
    secrets: createSecrets(`k1:${'s'.repeat(40)}`),
    log,
    clock: () => clock.now,
    assetsDirectory,
    defaultModels: sharedDefaultModels,
    jobExecutor: { execute: async () => ({ done: 1 }), close: async () => undefined },
  });
  const server = httpServer(composition.app);
  const port = await listen(server, 0, '127.0.0.1', 'PORT');
  const operationsPort = await listen(composition.operations, 0, '127.0.0.1', 'SHELFWISE_OPERATIONS_PORT');
  const url = `http://127.0.0.1:${port}`;

  async function request(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const { body, headers } = options;
    const isRaw = typeof body === 'string' || body instanceof Uint8Array || body === undefined;
    const response = await fetch(url + path, {
      method,
      headers: { 'user-agent': browser, ...headers },
      ...(body !== undefined && { body: (isRaw ? body : JSON.stringify(body)) as BodyInit }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return {
      status: response.status,
      headers: response.headers,
      text,
      // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- tests read answers of every shape
      json: isJson && text !== '' ? JSON.parse(text) : null,
    };
  }

  return {
    url,
    operationsUrl: `http://127.0.0.1:${operationsPort}`,
    store,
    composition,
    clock,
    logLines,
    createShop: (name, origins = [shopOrigin]) =>
      new ShopService({ store, clock: () => clock.now }).create({
        name,
        currency: 'GBP',
        timeZone: 'Europe/London',
        origins,
      }),
    request,
    asOwner: (shop, method, path, body) =>
      request(method, path, {
        headers: { authorization: `Bearer ${shop.secretKey}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body }),
      }),
    asPage: (shop, path, body) =>
      request('POST', path, {
        headers: { origin: shopOrigin, 'content-type': 'text/plain' },
        body: { key: shop.publishableKey, ...body },
      }),
    async close() {
      server.closeAllConnections();
      composition.operations.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await new Promise((resolve) => composition.operations.close(resolve));
      await composition.close();
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
