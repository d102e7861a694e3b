import axios from 'axios';
import dns, { type LookupAddress } from 'node:dns';
import { createServer, type Agent } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { isInternalLiteral, isPublicAddress, publicOnlyAgents } from './public-address.js';

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::7f00:1',
  '::7f00:1',
  '::127.0.0.1',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  '2001:2::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2002:a00:1::1',
  '3fff::1',
  '5f00::1',
  '100::1',
  'fec0::1',
  'fe80::1%eth0',
  'ff02::1',
  '[::1]',
  '192.0.2.1',
  '192.88.99.1',
  '198.51.100.1',
  '203.0.113.1',
  '240.0.0.1',
  '255.255.255.255',
  'localhost',
])('isPublicAddress(...) is false for %s', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  '8.8.8.8',
  '::ffff:8.8.8.8',
  '[2606:4700::1111]',
  '172.32.0.1',
  '2606:4700::1111',
  '2001:4860:4860::8888',
  '192.169.0.1',
])('isPublicAddress(...) is true for %s', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test('isInternalLiteral(...) recognizes an address in other notations', () => {
  expect(isInternalLiteral('http://127.1:5005')).toBe(true);
  expect(isInternalLiteral('http://2130706433/')).toBe(true);
  expect(isInternalLiteral('http://[::1]/')).toBe(true);
  expect(isInternalLiteral('https://rasa.example')).toBe(false);
});

test('publicOnlyAgents do not connect to a name that resolves to this machine', async () => {
  let calls = 0;
  const server = createServer((_request, response) => {
    calls++;
    response.end('secret');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await expect(axios.get(`http://localhost:${port}/`, { ...publicOnlyAgents, proxy: false })).rejects.toThrow(
    /inside the network/,
  );
  expect(calls).toBe(0);
  server.close();
});

describe('the look-up of publicOnlyAgents', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });

  /** Node's types leave the options of an agent out. */
  const optionsOf = (agent: Agent) =>
    (agent as unknown as { options: { lookup: LookupFunction; keepAlive: boolean } }).options;

  /** What the look-up of a name gives whose addresses are these. */
  function lookUp(agent: Agent, found: LookupAddress[] | Error, all: boolean): Promise<unknown[]> {
    const resolved = (...asked: unknown[]) => {
      const callback = asked.at(-1) as (error: Error | null, addresses: LookupAddress[]) => void;
      expect(asked.slice(0, 2)).toEqual(['shop.example', { all: true, hints: 7 }]);
      if (found instanceof Error) callback(found, []);
      else callback(null, found);
    };
    vi.spyOn(dns, 'lookup').mockImplementation(resolved);
    syncBuiltinESMExports();
    const { lookup } = optionsOf(agent);
    return new Promise((done) => lookup('shop.example', { all, hints: 7 }, (...given) => done(given)));
  }

  const agents = [publicOnlyAgents.httpAgent, publicOnlyAgents.httpsAgent] as const;
  const inside = { address: '10.0.0.1', family: 4 };
  const [first, second] = [
    { address: '8.8.8.8', family: 4 },
    { address: '2606:4700::1111', family: 6 },
  ];

  test.each(agents)('gives public addresses alone', async (agent) => {
    expect(await lookUp(agent, [inside, first, second], true)).toEqual([null, [first, second]]);
  });

  test.each(agents)('gives one public address and its family where one is asked for', async (agent) => {
    expect(await lookUp(agent, [inside, second], false)).toEqual([null, '2606:4700::1111', 6]);
  });

  test.each(agents)('is an error when all addresses are inside, or when there are none', async (agent) => {
    for (const found of [[inside], []]) {
      const [error, addresses] = await lookUp(agent, found, true);
      expect(error).toMatchObject({ code: 'ERR_INTERNAL_ADDRESS' });
      expect(addresses).toEqual([]);
    }
  });

  test.each(agents)('passes an error of the resolver on', async (agent) => {
    const error = new Error('no such name');
    expect(await lookUp(agent, error, true)).toEqual([error, []]);
  });

  test.each(agents)('belongs to an agent that keeps connections', (agent) => {
    expect(optionsOf(agent).keepAlive).toBe(true);
  });
});
