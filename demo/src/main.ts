import type { AddressInfo } from 'node:net';
import { createShop } from './shop/app.js';
import { ConfigError, readConfig } from './shop/config.js';

/** Starts the shop; says where it listens, on standard output, when it does. */
function main(): void {
  const config = readConfig(process.env);
  const server = createShop(config).listen(config.port, config.host);
  server.on('listening', () => console.log(`listening ${(server.address() as AddressInfo).port}`));
  server.on('error', (error: NodeJS.ErrnoException) => {
    console.error(
      error.code === 'EADDRINUSE'
        ? `Port ${config.port} is taken; set DEMO_PORT to another.`
        : `The shop cannot listen: ${error.message}`,
    );
    process.exit(1);
  });
  const stop = () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  // Begun by `npm start`, which was killed: the shop goes with it.
  process.once('disconnect', stop);
}

try {
  main();
} catch (error) {
  if (!(error instanceof ConfigError) && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  console.error(`The shop cannot start: ${(error as Error).message}`);
  process.exit(1);
}
