import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemDocument, TokenResponse } from '@shelfwise/core/wire';
import { createApi } from '../harness/api.js';
import { createDeployment, until, type Deployment, type ShopKeys } from '../harness/server-process.js';

/** Keys and sessions that were good once: every door closes soon after they ended, in a server that runs on. */
describe('a key or session that has ended', () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await createDeployment();
    await deployment.start();
  });
  afterAll(async () => deployment.remove());

  const closesWithin = 90_000;
  const ask = async (authorization: string) => {
    const answer = await fetch(`${deployment.url}/v1/alerts`, { headers: { authorization } });
    return { status: answer.status, code: ((await answer.json()) as Partial<ProblemDocument>).code };
  };

  it('opens nothing: a secret key that was rotated', async () => {
    const keys = await deployment.createShop('rotated');
    expect((await ask(`Bearer ${keys.secretKey}`)).status).toBe(200);
    const command = ['shop', 'rotate', 'rotated', '--overlap-hours', '0', '--json'];
    const { key } = JSON.parse(await deployment.command(...command)) as { key: string };
    await until(
      async () => (await ask(`Bearer ${keys.secretKey}`)).status === 401,
      closesWithin,
      'a refusal',
    );
    expect((await ask(`Bearer ${keys.secretKey}`)).code).toBe('revoked-key');
    expect((await ask(`Bearer ${key}`)).status).toBe(200);
  });

  it('opens nothing: a publishable key that was rotated', async () => {
    const keys = await deployment.createShop('page');
    const api = createApi(deployment.url, keys, deployment.origin);
    const row = () => api.recommend({ placement: 'bestsellers' });
    expect((await row()).status).toBe(200);
    await deployment.command('shop', 'rotate', 'page', '--kind', 'publishable', '--overlap-hours', '0');
    await until(async () => (await row()).status === 401, closesWithin, 'a refusal');
  });

  it('opens nothing: an embed session whose key was rotated', async () => {
    const keys = await deployment.createShop('embedded');
    const { body } = await createApi(deployment.url, keys, deployment.origin).owner<{ token: string }>(
      'POST',
      '/v1/embed-sessions',
      { subject: 'owner' },
    );
    expect((await ask(`Bearer ${body.token}`)).status).toBe(200);
    await deployment.command('shop', 'rotate', 'embedded', '--overlap-hours', '0');
    await until(async () => (await ask(`Bearer ${body.token}`)).status === 401, closesWithin, 'a refusal');
    expect((await ask(`Bearer ${body.token}`)).code).toBe('invalid-token');
  });

  it('opens nothing: what the owner signed in to, once they signed out, in any window', async () => {
    const keys = await deployment.createShop('signed-in');
    const here = await signIn(keys);
    const there = await signIn(keys);
    expect((await ask(`Bearer ${here.token}`)).status).toBe(200);
    expect((await ask(`Bearer ${there.token}`)).status).toBe(200);
    expect((await ownerArea('DELETE', '/owner/session', here.cookie)).status).toBe(204);
    // The process that signs out knows it at once.
    for (const { token } of [here, there])
      expect(await ask(`Bearer ${token}`)).toEqual({ status: 401, code: 'invalid-token' });
    expect((await ownerArea('POST', '/owner/embed-session', there.cookie)).status).toBe(401);
    expect((await ask(`Bearer ${(await signIn(keys)).token}`)).status).toBe(200);
  });

  function ownerArea(method: string, path: string, cookie = '', body: object = {}) {
    const { origin } = new URL(deployment.url);
    return fetch(deployment.url + path, {
      method,
      headers: { origin, 'sec-fetch-site': 'same-origin', cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** By a link as the terminal prints it. */
  async function signIn({ shop }: ShopKeys): Promise<{ cookie: string; token: string }> {
    const { url } = JSON.parse(await deployment.command('shop', 'sign-in', shop, '--json')) as {
      url: string;
    };
    const redeemed = await ownerArea('POST', '/owner/session', '', { token: new URL(url).hash.slice(1) });
    expect(redeemed.status).toBe(204);
    const cookie = redeemed.headers.get('set-cookie')!.split(';')[0]!;
    const session = await ownerArea('POST', '/owner/embed-session', cookie);
    return { cookie, token: ((await session.json()) as TokenResponse).token };
  }
});
