import { createServer, type Server } from 'node:http';
import type { Logger } from 'pino';
import { compose } from './composition.js';
import type { Config } from './config.js';
import { listen } from './http/listen.js';
import { loadSecrets } from './http/secrets.js';
import { openStore } from './stores/open-store.js';

/** How long requests that were accepted may take to end after a stop was asked for. */
const graceMs = 10_000;

export interface RunningServer {
  port: number;
  operationsPort: number;
  /** Takes no new connections, finishes what it accepted, then closes jobs and store. */
  stop(): Promise<void>;
}

/** Opens the store, listens on both ports and, unless it only answers, runs the jobs. */
export async function serve(config: Config, log: Logger): Promise<RunningServer> {
  const secrets = await loadSecrets(config.secrets, config.dataDirectory);
  const store = await openStore({ mongodbUrl: config.mongodbUrl, dataDirectory: config.dataDirectory });
  const composition = compose({ config, store, secrets, log });
  // eslint-disable-next-line @typescript-eslint/no-misused-promises -- Koa's callback answers errors itself.
  const server = createServer(composition.app.callback());
  server.requestTimeout = 30_000;
  server.headersTimeout = 15_000;
  server.keepAliveTimeout = 65_000; // Longer than the usual 60 s of load balancers, which must close first.
  const servers = config.role === 'worker' ? [composition.operations] : [server, composition.operations];
  const closeAll = async () => {
    composition.beginClosing();
    await Promise.all(servers.map(closeServer));
    await composition.close();
    await store.close();
  };
  try {
    const port = config.role === 'worker' ? 0 : await listen(server, config.port, config.host, 'PORT');
    const operationsPort = await listen(
      composition.operations,
      config.operationsPort,
      config.host,
      'SHELFWISE_OPERATIONS_PORT',
    );
    if (config.role !== 'api') composition.runner.start();
    log.info({ host: config.host, port, operationsPort, role: config.role }, 'listening');
    return { port, operationsPort, stop: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve) => {
    const giveUp = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(giveUp);
      resolve();
    });
    server.closeIdleConnections();
  });
}
