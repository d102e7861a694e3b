import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { compose } from './composition.js';
import type { Config } from './config.js';
import { httpServer, listen } from './http/listen.js';
import { loadSecrets } from './access/secrets.js';
import { openStore } from './stores/open-store.js';

export interface ServeOptions {
  /** How long requests that were accepted may take to end after a stop was asked for. */
  graceMs?: number;
}

export interface RunningServer {
  port: number;
  operationsPort: number;
  /** Takes no new connections, finishes what it accepted, then closes jobs and store. */
  stop(): Promise<void>;
}

/** Opens the store, listens on both ports and, unless it only answers, runs the jobs. */
export async function serve(
  config: Config,
  log: Logger,
  { graceMs = 10_000 }: ServeOptions = {},
): Promise<RunningServer> {
  const secrets = await loadSecrets(config.secrets, config.dataDirectory);
  const store = await openStore({ mongodbUrl: config.mongodbUrl, dataDirectory: config.dataDirectory });
  const composition = compose({ config, store, secrets, log });
  const server = httpServer(composition.app);
  server.requestTimeout = 30_000;
  server.headersTimeout = 15_000;
  server.keepAliveTimeout = 65_000; // Longer than the usual 60 s of load balancers, which must close first.
  const servers = config.role === 'worker' ? [composition.operations] : [server, composition.operations];
  const closers = servers.map(closerOf);
  const closeAll = async () => {
    composition.beginClosing();
    await Promise.all(closers.map((close) => close(graceMs)));
    await composition.close();
    await store.close();
  };
  try {
    const port = config.role === 'worker' ? 0 : await listen(server, config.port, config.host, 'PORT');
    const operationsPort = await listen(
      composition.operations,
      config.operationsPort,
      config.operationsHost,
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

/**
 * A way to close a server as soon as the requests that it accepted have ended. Node by itself also waits for
 * connections that never asked anything, such as those that browsers open in advance.
 */
function closerOf(server: Server): (graceMs: number) => Promise<void> {
  const asking = new Map<Socket, number>();
  let isClosing = false;
  const settle = (socket: Socket) => {
    if (isClosing && asking.get(socket) === 0) socket.destroySoon();
  };
  server.on('connection', (socket: Socket) => {
    asking.set(socket, 0);
    socket.once('close', () => asking.delete(socket));
    settle(socket);
  });
  server.on('request', ({ socket }, response) => {
    asking.set(socket, (asking.get(socket) ?? 0) + 1);
    response.once('close', () => {
      if (!asking.has(socket)) return;
      asking.set(socket, asking.get(socket)! - 1);
      settle(socket);
    });
  });
  return async (graceMs) => {
    if (!server.listening) return;
    isClosing = true;
    await new Promise<void>((resolve) => {
      const giveUp = setTimeout(() => server.closeAllConnections(), graceMs);
      server.close(() => {
        clearTimeout(giveUp);
        resolve();
      });
      for (const socket of asking.keys()) settle(socket);
    });
  };
}
