import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Starts a server on a free port and returns its origin. */
export async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<{ origin: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** The strictest content security policy under which the elements work. */
export const strictPolicy = (server: string) =>
  [
    `default-src 'none'`,
    `script-src ${server}`,
    `connect-src 'self' ${server}`,
    `img-src 'self' ${server}`,
    `style-src 'self'`,
    `require-trusted-types-for 'script'`,
  ].join('; ');

const styles = `
  body { margin: 1rem; font-family: sans-serif }
  shop-recs { display: block; min-block-size: 22rem }
  stock-dashboard { display: block; min-block-size: 60rem }`;

/** A shop's page as the installation guide describes it, on its own origin. */
export function embeddingPage(server: string, key: string, body: string) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (request.url === '/page.css') {
      response.writeHead(200, { 'content-type': 'text/css' });
      response.end(styles);
    } else if (request.url === '/session') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ token: 'es_test', expiresAt: new Date(Date.now() + 1_800_000) }));
    } else if (request.url === '/favicon.ico') {
      response.writeHead(204);
      response.end();
    } else {
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': strictPolicy(server),
      });
      response.end(`<!doctype html>
<html lang="en">
<head>
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A shop</title>
<link rel="stylesheet" href="/page.css">
<script async src="${server}/v1/shop.js" data-key="${key}"></script>
</head>
<body><main><h1>A shop</h1>${body}</main></body>
</html>`);
    }
  };
}
