import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  CallFailed,
  failuresBeforePause,
  OutsideClient,
  outsideTimeoutMs,
  pauseMs,
} from './outside-client.js';

let servers: Server[];
let calls: { path: string; body: string }[];
let answer: RequestListener;

beforeEach(() => {
  servers = [];
  calls = [];
  answer = (_request, response) => json(response, { said: 'hello' });
});
afterEach(() => {
  vi.useRealTimers();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

function json(response: Parameters<RequestListener>[1], body: unknown) {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
}

async function listen(port = 0): Promise<string> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      calls.push({ path: `${request.method} ${request.url}`, body });
      answer(request, response);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const newClient = (url: string, options: Partial<ConstructorParameters<typeof OutsideClient>[0]> = {}) =>
  new OutsideClient({ url, mayBeInternal: true, ...options });
const ask = (client: OutsideClient) => client.post('/say', { words: 'hi' }, (data) => data);
/** Why the call failed. */
const reason = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(CallFailed);
  return (error as CallFailed).reason;
};
const fail: RequestListener = (_request, response) => void response.writeHead(500).end();

describe('post(...)', () => {
  it('sends JSON to the path under the address, and returns what parse(...) makes of the answer', async () => {
    const client = newClient(`${await listen()}/`);
    expect(await client.post('/say', { words: 'hi' }, (data) => [data])).toEqual([{ said: 'hello' }]);
    expect(calls).toEqual([{ path: 'POST /say', body: '{"words":"hi"}' }]);
  });

  it('fails on an answer that parse(...) refuses, and names the error', async () => {
    const refuse = () => {
      throw new TypeError('not what was expected');
    };
    expect(await reason(newClient(await listen()).post('/say', {}, refuse))).toBe('TypeError');
  });

  it('calls below an address whatever slashes end it', async () => {
    await ask(newClient(`${await listen()}//`));
    expect(calls[0]?.path).toBe('POST /say');
  });

  it('says why it failed, and nothing of the address', async () => {
    answer = fail;
    const url = await listen();
    const messageOf = (client: OutsideClient) =>
      ask(client).catch((error: Error) => [error.name, error.message]);
    expect(await messageOf(newClient(url))).toEqual([
      'CallFailed',
      'The server does not answer as expected.',
    ]);
    expect(await messageOf(newClient('ftp://shop.example'))).toEqual([
      'CallFailed',
      'The address cannot be called.',
    ]);
    expect(await messageOf(newClient(url, { mayBeInternal: false }))).toEqual([
      'CallFailed',
      'The address lies inside the network of this server.',
    ]);
    const failing = newClient(url);
    for (let i = 0; i < 3; i++) await messageOf(failing);
    expect(await messageOf(failing)).toEqual([
      'CallFailed',
      'The server failed several times and is left alone for a while.',
    ]);
  });

  it('keeps the cause of a failure, whatever was thrown', async () => {
    const thrown: unknown = 'a word';
    const call = newClient(await listen()).post('/say', {}, () => {
      throw thrown;
    });
    const error = (await call.catch((failure: unknown) => failure)) as CallFailed;
    expect([error.reason, error.cause]).toEqual(['unknown', 'a word']);
  });

  it('fails on an error of the server, without asking again', async () => {
    answer = fail;
    expect(await reason(ask(newClient(await listen())))).toBe('ERR_BAD_RESPONSE');
    expect(calls).toHaveLength(1);
  });

  it('does not follow a redirect', async () => {
    answer = (_request, response) => void response.writeHead(302, { location: '/elsewhere' }).end();
    expect(await reason(ask(newClient(await listen())))).toMatch(/REDIRECT|BAD_RE/);
    expect(calls.map(({ path }) => path)).toEqual(['POST /say']);
  });

  it('fails when the whole call takes longer than timeoutMs, though bytes keep coming', async () => {
    answer = (_request, response) => {
      const drip = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(drip));
    };
    await reason(ask(newClient(await listen(), { timeoutMs: 60 })));
  });

  it('fails when the answer is larger than maxResponseBytes', async () => {
    answer = (_request, response) => json(response, 'x'.repeat(98));
    const url = await listen();
    expect(await ask(newClient(url, { maxResponseBytes: 100 }))).toHaveLength(98);
    answer = (_request, response) => json(response, 'x'.repeat(99));
    await reason(ask(newClient(url, { maxResponseBytes: 100 })));
  });

  it('reads up to a megabyte when no limit is given', async () => {
    answer = (_request, response) => json(response, 'x'.repeat(1024 * 1024 - 2));
    const url = await listen();
    expect(await ask(newClient(url))).toHaveLength(1024 * 1024 - 2);
    answer = (_request, response) => json(response, 'x'.repeat(1024 * 1024 - 1));
    await reason(ask(newClient(url)));
  });

  it('waits eight seconds when no limit is given', () => {
    expect(outsideTimeoutMs).toBe(8000);
  });

  it('tries once more when no connection came about', async () => {
    const url = await listen();
    const [first] = servers;
    await new Promise((resolve) => first!.close(resolve));
    const asked = ask(newClient(url));
    setTimeout(() => void listen(Number(new URL(url).port)), 50);
    expect(await asked).toEqual({ said: 'hello' });
    expect(calls).toHaveLength(1);
  });
});

describe('the address', () => {
  it.each(['ftp://shop.example', 'not an address', 'http://me:word@shop.example', 'http://shop.example/?x='])(
    '%s is not called',
    async (url) => {
      expect(await reason(ask(newClient(url)))).toBe('address');
    },
  );

  it('is not called inside this network, unless the operator named it', async () => {
    const url = await listen();
    expect(await reason(ask(newClient(url, { mayBeInternal: false })))).toBe('address');
    expect(
      await reason(ask(newClient(url.replace('127.0.0.1', 'localhost'), { mayBeInternal: false }))),
    ).toBe('ERR_INTERNAL_ADDRESS');
    expect(calls).toEqual([]);
    expect(await reason(ask(new OutsideClient({ url })))).toBe('address');
    expect(await ask(newClient(url))).toEqual({ said: 'hello' });
  });
});

describe('a server that keeps failing', () => {
  const start = Date.parse('2026-11-22T12:00:00Z');
  const at = (ms: number) => vi.setSystemTime(start + ms);
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
    at(0);
  });

  it('is left alone after three failures in a row, for fifteen seconds', async () => {
    expect([failuresBeforePause, pauseMs]).toEqual([3, 15_000]);
    answer = fail;
    const client = newClient(await listen());
    for (let i = 0; i < 3; i++) expect(await reason(ask(client))).toBe('ERR_BAD_RESPONSE');
    at(14_999);
    expect(await reason(ask(client))).toBe('paused');
    expect(calls).toHaveLength(3);
  });

  it('is asked by one call after the pause; others fail at once, and its failure begins a new pause', async () => {
    answer = fail;
    const client = newClient(await listen());
    for (let i = 0; i < 3; i++) await reason(ask(client));
    at(15_000);
    let end: () => void = () => undefined;
    answer = (request, response) => (end = () => void fail(request, response));
    const trial = reason(ask(client));
    expect(await reason(ask(client))).toBe('paused');
    await vi.waitFor(() => expect(calls).toHaveLength(4));
    end();
    expect(await trial).toBe('ERR_BAD_RESPONSE');
    at(29_999);
    expect(await reason(ask(client))).toBe('paused');
    expect(calls).toHaveLength(4);
  });

  it('is back after one success', async () => {
    answer = fail;
    const client = newClient(await listen());
    for (let i = 0; i < 3; i++) await reason(ask(client));
    at(15_000);
    answer = (_request, response) => json(response, 'back');
    expect(await ask(client)).toBe('back');
    expect(await ask(client)).toBe('back');
    answer = fail;
    for (let i = 0; i < 3; i++) expect(await reason(ask(client))).toBe('ERR_BAD_RESPONSE');
    expect(await reason(ask(client))).toBe('paused');
  });

  it('is not left alone when a success comes in between', async () => {
    const client = newClient(await listen());
    for (const isGood of [false, false, true, false, false]) {
      answer = isGood ? (_request, response) => json(response, 'ok') : fail;
      await ask(client).catch(() => undefined);
    }
    answer = (_request, response) => json(response, 'ok');
    expect(await ask(client)).toBe('ok');
  });
});
