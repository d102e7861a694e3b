import type { ChildServer } from './child-server.js';
import { send } from './drive.js';
import type { RetailHistory } from './retail-history.js';

function ownerPost(server: ChildServer, path: string, body: object): Promise<string> {
  const headers = { authorization: `Bearer ${server.secretKey}`, 'content-type': 'application/json' };
  return send(server.url, { method: 'POST', path, headers, body: JSON.stringify(body) });
}

/** Gives a shop its catalogue and orders as an owner's system does. */
export async function importHistory(
  server: ChildServer,
  { products, orders }: RetailHistory,
): Promise<{ lines: number; seconds: number }> {
  const startedAt = performance.now();
  for (let start = 0; start < products.length; start += 1000) {
    await ownerPost(server, '/v1/products', { products: products.slice(start, start + 1000) });
  }
  const perCall = 500;
  for (let start = 0; start < orders.length; start += perCall) {
    const slice = orders.slice(start, start + perCall);
    const answer = await ownerPost(server, '/v1/orders', { mode: 'import', orders: slice });
    const { rejected } = JSON.parse(answer) as { rejected: object[] };
    if (rejected.length > 0) throw new Error(`orders were refused: ${JSON.stringify(rejected[0])}`);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const lines = orders.reduce((sum, order) => sum + order.lines.length, 0);
  return { lines, seconds };
}
