import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands before a server that is not ours to end, so that a test can take it away and give it back. */
export interface CutOffProxy {
  /** `host:port` */
  address: string;
  /** Breaks every connection, as a power cut would, and takes no more. */
  cut(): Promise<void>;
  /** Takes connections again, at the same address. */
  mend(): Promise<void>;
}

export async function startCutOffProxy(host: string, port: number): Promise<CutOffProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, host);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.once('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      // The close that follows an error tells enough.
      socket.on('error', () => undefined);
      socket.pipe(other);
    }
  });
  const listen = (at: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, '127.0.0.1', resolve);
    });
  await listen(0);
  const own = (server.address() as AddressInfo).port;
  return {
    address: `127.0.0.1:${own}`,
    async cut() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.resetAndDestroy();
      await closed;
    },
    mend: () => listen(own),
  };
}
