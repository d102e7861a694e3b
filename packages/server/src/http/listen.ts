import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Koa from 'koa';

/** A start that cannot go on, told in one line. */
export class StartError extends Error {
  override name = 'StartError';
}

/** A server that answers with an app, which answers its own errors too: its promise never rejects. */
export function httpServer(app: Koa): Server {
  const answer = app.callback();
  return createServer((request, response) => void answer(request, response));
}

/** Resolves to the port that was taken: the one asked for, or a free one for 0. */
export function listen(server: Server, port: number, host: string, variable: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? `Port ${port} on ${host} is taken`
          : error.code === 'EACCES'
            ? `Port ${port} on ${host} needs rights that this user has not`
            : `Cannot listen on ${host}:${port} (${error.code ?? error.message})`;
      reject(new StartError(`${reason}: free it, or set ${variable} to another one.`, { cause: error }));
    });
    server.listen(port, host, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}
