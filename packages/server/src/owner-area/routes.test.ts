import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Koa from 'koa';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scopes } from '@shelfwise/core/wire';
import { httpServer, listen } from '../http/listen.js';
import { problems } from '../http/problem-middleware.js';
import { createSecrets } from '../access/secrets.js';
import { createEmbedSessionService, type EmbedSessionService } from '../access/embed-sessions.js';
import { ShopService, type CreatedShop } from '../resources/shops/service.js';
import { openStore } from '../stores/open-store.js';
import type { Store } from '../stores/port/store.js';
import { ownerAreaRoutes, type OwnerSession } from './routes.js';

let directory: string;
let store: Store;
let sessions: EmbedSessionService;
let server: Server;
let url: string;
let created: CreatedShop;
const clock = { now: new Date('2026-03-02T10:00:00Z') };

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'shelfwise-owner-'));
  store = await openStore({ dataDirectory: directory });
  sessions = createEmbedSessionService({
    secrets: createSecrets(`k1:${'s'.repeat(40)}`),
    clock: () => clock.now,
    leases: store.leases,
    publicUrl: 'http://127.0.0.1:8080',
  });
  created = await new ShopService({ store, clock: () => clock.now }).create({
    name: 'bright-things',
    title: 'Bright Things',
    currency: 'GBP',
    timeZone: 'Europe/London',
    origins: ['https://shop.example'],
  });
  ({ server, url } = await serve('http://127.0.0.1:8080', { 'owner-area': 'owner-area-abc.js' }));
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await store.close();
  await rm(directory, { recursive: true });
});

beforeEach(() => {
  clock.now = new Date('2026-03-02T10:00:00Z');
});

async function serve(publicUrl: string, manifest: Record<string, string>) {
  const app = new Koa();
  app.use(problems(pino({ level: 'silent' })));
  app.use(
    ownerAreaRoutes({
      store,
      sessions,
      manifest,
      publicUrl,
      clock: () => clock.now,
    }).routes() as Koa.Middleware,
  );
  const served = httpServer(app);
  const port = await listen(served, 0, '127.0.0.1', 'PORT');
  return { server: served, url: `http://127.0.0.1:${port}` };
}

const fromArea = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };

function send(method: string, address: string, headers: Record<string, string> = fromArea, body?: unknown) {
  return fetch(url + address, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
}

async function linkToken(): Promise<string> {
  const { sessionEpoch } = (await store.shops.findById(created.shop.id))!;
  const { url } = await sessions.createSignInLink(created.shop.id, undefined, sessionEpoch);
  return new URL(url).hash.slice(1);
}

async function signIn(): Promise<string> {
  const answer = await send('POST', '/owner/session', fromArea, { token: await linkToken() });
  expect(answer.status).toBe(204);
  return answer.headers.get('set-cookie')!.split(';')[0]!;
}

describe('GET /owner', () => {
  it('answers with a page that needs nothing inline and no other host', async () => {
    const answer = await send('GET', '/owner', {});
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(html).toContain('<script type="module" src="/v1/modules/owner-area-abc.js"></script>');
    expect(html).not.toMatch(/<script>|<style|style=|onload=|https?:/);
    const policy = answer.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it("is where the server's bare address leads", async () => {
    const answer = await fetch(`${url}/`, { redirect: 'manual' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/owner');
  });

  it('lets pictures come from http only where it is on http itself', async () => {
    expect((await send('GET', '/owner', {})).headers.get('content-security-policy')).toContain(
      "img-src 'self' https: http:;",
    );
    const secure = await serve('https://shop-api.example', { 'owner-area': 'owner-area-abc.js' });
    const answer = await fetch(`${secure.url}/owner`);
    expect(answer.headers.get('content-security-policy')).toContain("img-src 'self' https:;");
    secure.server.close();
  });

  it('serves the same page at the address of sign-in links, and its style sheet and icon', async () => {
    expect((await send('GET', '/owner/sign-in', {})).status).toBe(200);
    expect((await send('GET', '/owner/page.css', {})).headers.get('content-type')).toContain('text/css');
    expect((await send('GET', '/owner/icon.svg', {})).headers.get('content-type')).toContain('image/svg+xml');
  });

  it('says so when the widgets are not built', async () => {
    const unbuilt = await serve('http://127.0.0.1:8080', {});
    const answer = await fetch(`${unbuilt.url}/owner`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('npm run build');
    unbuilt.server.close();
  });
});

describe('POST /owner/session', () => {
  it('trades the link for a cookie that no script and no other path can read, and notes it', async () => {
    const answer = await send('POST', '/owner/session', fromArea, { token: await linkToken() });
    const cookie = answer.headers.get('set-cookie')!;
    expect(cookie).toMatch(/^shelfwise-owner=[^;]+; path=\/owner; expires=/);
    expect(cookie.toLowerCase()).toContain('; samesite=strict; httponly');
    const expires = Date.parse(/expires=([^;]+)/.exec(cookie)![1]!);
    expect(expires - clock.now.getTime()).toBeLessThanOrEqual(12 * 3600_000);
    const [entry] = await store.audit.list(created.shop.id, 1);
    expect(entry).toMatchObject({ actor: 'owner', action: 'owner.sign-in' });
  });

  it('marks the cookie as secure when the public address is https', async () => {
    const secure = await serve('https://shop-api.example', { 'owner-area': 'owner-area-abc.js' });
    const answer = await fetch(`${secure.url}/owner/session`, {
      method: 'POST',
      headers: fromArea,
      body: JSON.stringify({ token: await linkToken() }),
    });
    expect(answer.headers.get('set-cookie')).toMatch(/^__Secure-shelfwise-owner=.*; secure/);
    secure.server.close();
  });

  it('takes a link once', async () => {
    const token = await linkToken();
    expect((await send('POST', '/owner/session', fromArea, { token })).status).toBe(204);
    const again = await send('POST', '/owner/session', fromArea, { token });
    expect(again.status).toBe(401);
    expect(again.headers.get('set-cookie')).toBeNull();
  });

  it('refuses a link that is too old, and what is no link', async () => {
    const token = await linkToken();
    clock.now = new Date('2026-03-03T10:00:01Z');
    expect((await send('POST', '/owner/session', fromArea, { token })).status).toBe(401);
    expect((await send('POST', '/owner/session', fromArea, { token: 'nonsense' })).status).toBe(401);
    expect((await send('POST', '/owner/session', fromArea, { token: 7 })).status).toBe(400);
  });
});

describe('POST /owner/embed-session', () => {
  it('gives a token with all scopes, the shop’s name and its publishable key', async () => {
    const answer = await send('POST', '/owner/embed-session', { ...fromArea, cookie: await signIn() });
    const body = (await answer.json()) as OwnerSession;
    expect(answer.status).toBe(200);
    expect(body.shop).toEqual({
      name: 'Bright Things',
      locale: 'en',
      publishableKey: created.publishableKey,
    });
    expect(Date.parse(body.expiresAt) - clock.now.getTime()).toBe(30 * 60_000);
    expect(await sessions.verify(body.token)).toEqual({
      shopId: created.shop.id,
      subject: 'owner',
      scopes: [...scopes],
      keyId: created.shop.id,
      epoch: 0,
    });
  });

  it('refuses a caller without a cookie, with an old one, and with another token in its place', async () => {
    const cookie = await signIn();
    expect((await send('POST', '/owner/embed-session')).status).toBe(401);
    const wrong = `shelfwise-owner=${await linkToken()}`;
    expect((await send('POST', '/owner/embed-session', { ...fromArea, cookie: wrong })).status).toBe(401);
    clock.now = new Date('2026-03-02T22:00:01Z');
    expect((await send('POST', '/owner/embed-session', { ...fromArea, cookie })).status).toBe(401);
  });

  it('refuses other origins, even of the same site, and callers that do not say where they are', async () => {
    const cookie = await signIn();
    const status = (headers: Record<string, string>) =>
      send('POST', '/owner/embed-session', { cookie, ...headers }).then((answer) => answer.status);
    expect(await status({ 'sec-fetch-site': 'same-site', origin: url })).toBe(403);
    expect(await status({ origin: 'https://shop.example' })).toBe(403);
    expect(await status({ origin: 'null' })).toBe(403);
    expect(await status({})).toBe(403);
    expect(await status({ origin: url })).toBe(200);
  });
});

describe('DELETE /owner/session', () => {
  it('ends every session and every link of the shop, and so does a new key', async () => {
    const mint = (cookie: string) => send('POST', '/owner/embed-session', { ...fromArea, cookie });
    const [here, there, link] = [await signIn(), await signIn(), await linkToken()];
    expect((await mint(there)).status).toBe(200);
    await send('DELETE', '/owner/session', { ...fromArea, cookie: here });
    expect((await mint(here)).status).toBe(401);
    expect((await mint(there)).status).toBe(401);
    expect((await send('POST', '/owner/session', fromArea, { token: link })).status).toBe(401);
    const again = await signIn();
    await new ShopService({ store, clock: () => clock.now }).rotate(created.shop, 'secret', 1);
    expect((await mint(again)).status).toBe(401);
  });

  it('takes the cookie away', async () => {
    const answer = await send('DELETE', '/owner/session', { ...fromArea, cookie: await signIn() });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^shelfwise-owner=; path=\/owner; expires=Thu, 01 Jan 1970/,
    );
  });
});
