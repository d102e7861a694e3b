import net from 'node:net';
import { StartError } from './start-error.mjs';

/** @param {number} port @param {string} host @returns {Promise<boolean>} */
function isFree(port, host) {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else if (error.code === 'EACCES') reject(new StartError(`Port ${port} may not be used by this user.`));
      else reject(new StartError(`Cannot listen on ${host}:${port}: ${error.message}`));
    });
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

/**
 * Says at once, before anything is built, which port is taken and what to do about it.
 * @param {{ port: number, operationsPort: number, demoPort: number, host: string }} options
 */
export async function requireFreePorts({ port, operationsPort, demoPort, host }) {
  const wanted = [
    [port, 'the Shelfwise server'],
    [operationsPort, 'its health page'],
    [demoPort, 'the demo shop'],
  ];
  for (const [number, purpose] of wanted) {
    if (await isFree(number, host)) continue;
    throw new StartError(
      `Port ${number} (${purpose}) is taken by another program. Stop it, or choose others: npm start -- --port ${port + 100}`,
    );
  }
}
