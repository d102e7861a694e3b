import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startChildServer } from '../serve/child-server.js';
import { importHistory } from '../serve/import-history.js';
import type { RetailHistory } from '../serve/retail-history.js';

export interface Shop {
  /** A product page with one row and the chat's button. */
  pageUrl: string;
  close(): Promise<void>;
}

/** A shop on an origin of its own, with pictures, and the real server that has learned from its orders. */
export async function openShop(history: RetailHistory): Promise<Shop> {
  let page = '';
  const site = await listen((request, response) => {
    const isPicture = request.url!.startsWith('/pictures/');
    response.writeHead(200, { 'content-type': isPicture ? 'image/svg+xml' : 'text/html; charset=utf-8' });
    response.end(isPicture ? picture : page);
  });
  const server = await startChildServer(site.origin);
  const close = async () => {
    await server.stop();
    await site.close();
  };
  try {
    const products = history.products.map((product) => ({
      ...product,
      image: `${site.origin}/pictures/${encodeURIComponent(product.key)}.svg`,
    }));
    await importHistory(server, { products, orders: history.orders });
    await server.train('learn-recommendations');
    page = pageFor(server.url, server.publishableKey, mostSold(history));
    return { pageUrl: site.origin, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function mostSold({ orders, products }: RetailHistory): string {
  const counts = new Map(products.map(({ key }) => [key, 0]));
  for (const { lines } of orders) {
    for (const { product } of lines) {
      const count = counts.get(product);
      if (count !== undefined) counts.set(product, count + 1);
    }
  }
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><circle cx="50" cy="50" r="40" fill="#678"/></svg>';

const pageFor = (server: string, key: string, product: string) => `<!doctype html>
<html lang="en">
<title>A shop</title>
<style>shop-recs { display: block; min-block-size: 22rem }</style>
<script async src="${server}/v1/shop.js" data-key="${key}"></script>
<h1>A product</h1>
<shop-recs placement="bought-together" product="${product}"></shop-recs>
<p>More about it.</p>
<shop-chat></shop-chat>`;

async function listen(handle: RequestListener) {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
