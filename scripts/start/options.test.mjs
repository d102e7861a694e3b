import net from 'node:net';
import { expect, test } from 'vitest';
import { readOptions } from './options.mjs';
import { requireFreePorts } from './ports.mjs';

test('readOptions(...) takes the neighbouring ports of --port', () => {
  expect(readOptions(['--port', '9000'], {})).toMatchObject({
    port: 9000,
    operationsPort: 9001,
    demoPort: 9010,
  });
});

test('readOptions(...) reads SHELFWISE_DATA, MONGODB_URL and HOST from the environment', () => {
  const options = readOptions([], {
    SHELFWISE_DATA: '/srv/shop',
    MONGODB_URL: 'mongodb://db',
    HOST: '0.0.0.0',
  });
  expect(options).toMatchObject({
    dataDirectory: '/srv/shop',
    mongodbUrl: 'mongodb://db',
    host: '0.0.0.0',
    port: 8080,
  });
});

test('readOptions(...) says in one line what is wrong', () => {
  expect(() => readOptions(['--prot', '1'], {})).toThrow(/Unknown option '--prot'.*--help/);
  expect(() => readOptions(['--port', 'many'], {})).toThrow(
    '--port must be a whole number from 1 to 65525, not "many".',
  );
  expect(() => readOptions(['--orders', '/nowhere/orders.csv'], {})).toThrow(
    'There is no file /nowhere/orders.csv.',
  );
  expect(() => readOptions(['--orders', import.meta.filename, '--currency', 'pounds'], {})).toThrow(
    /three letters/,
  );
  expect(() => readOptions(['--currency', 'EUR'], {})).toThrow(/goes with --orders/);
  expect(readOptions(['--orders', import.meta.filename, '--currency', 'eur'], {}).currency).toBe('EUR');
  for (const zone of ['Europe/Atlantis', '+01:00', ''])
    expect(() => readOptions(['--orders', import.meta.filename, `--time-zone=${zone}`], {})).toThrow(
      `--time-zone must be a name such as Europe/Berlin, not "${zone}".`,
    );
  expect(() => readOptions(['--time-zone', 'Europe/Berlin'], {})).toThrow(/goes with --orders/);
  expect(() => readOptions(['--new-shop'], {})).toThrow(/goes with --orders and --currency/);
  expect(() => readOptions(['--yes'], {})).toThrow(/goes with --reset/);
  expect(readOptions(['--reset', '--yes'], {})).toMatchObject({ reset: true, yes: true });
  const zoned = ['--orders', import.meta.filename, '--time-zone', 'america/new_york'];
  expect(readOptions(zoned, {}).timeZone).toBe('America/New_York');
});

test('requireFreePorts(...) names the port that is taken, what it is for and what to do', async () => {
  const other = net.createServer();
  await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address();
  const ports = { port, operationsPort: 0, demoPort: 0, host: '127.0.0.1' };
  await expect(requireFreePorts(ports)).rejects.toThrow(
    `Port ${port} (the Shelfwise server) is taken by another program. Stop it, or choose others: npm start -- --port ${port + 100}`,
  );
  await new Promise((resolve) => other.close(resolve));
  await expect(requireFreePorts(ports)).resolves.toBeUndefined();
});
