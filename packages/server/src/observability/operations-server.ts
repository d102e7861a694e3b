import { createServer, type Server } from 'node:http';
import type { Store } from '../stores/port/store.js';
import type { Metrics } from './metrics.js';

const storeTimeoutMs = 2000;

/**
 * The private port: `/health/live` (the process answers), `/health/ready` (it may be sent requests: the store answers
 * and it is not stopping) and `/metrics` for Prometheus. It has no keys, so it must not be reachable from outside.
 */
export function createOperationsServer({
  store,
  metrics,
  isClosing,
}: {
  store: Pick<Store, 'ping'>;
  metrics: Metrics;
  isClosing: () => boolean;
}): Server {
  const answers: Record<string, () => Promise<{ status: number; type: string; body: string }>> = {
    '/health/live': async () => json(200, { status: 'live' }),
    '/health/ready': async () => {
      if (isClosing()) return json(503, { status: 'stopping' });
      const isReady = await pingInTime(store);
      return isReady ? json(200, { status: 'ready' }) : json(503, { status: 'store does not answer' });
    },
    '/metrics': async () => ({
      status: 200,
      type: metrics.registry.contentType,
      body: await metrics.registry.metrics(),
    }),
  };
  return createServer((request, response) => {
    const answer = answers[(request.url ?? '').split('?')[0]!];
    const unknown = async () => json(404, { status: 'not found' });
    void (request.method === 'GET' && answer ? answer : unknown)()
      .catch(() => json(500, { status: 'failed' }))
      .then(({ status, type, body }) => {
        response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
      });
  });
}

function json(status: number, body: object) {
  return { status, type: 'application/json', body: `${JSON.stringify(body)}\n` };
}

async function pingInTime(store: Pick<Store, 'ping'>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), storeTimeoutMs);
  });
  const answered = store.ping().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}
