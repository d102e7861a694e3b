import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TokenRefused } from './token-refused.js';
import { createSecrets, loadSecrets } from './secrets.js';
import { createTokenSigner } from './tokens.js';

const one = `k1:${'a'.repeat(40)}`;
const two = `k2:${'b'.repeat(40)}`;
const clock = () => new Date('2026-06-15T12:00:00Z');
const signer = (list: string, purpose: 'embed-session' | 'customer-token' = 'embed-session') =>
  createTokenSigner(purpose, { secrets: createSecrets(list), clock });
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: unknown) => (error as TokenRefused).code,
  );

describe('createSecrets(list)', () => {
  it('signs with the newest secret and takes tokens of every one that is listed', async () => {
    const { token } = await signer(one).sign({ shop: 's' }, 60);
    expect(await codeOf(signer(`${two},${one}`).verify(token))).toBe('accepted');
    expect(await codeOf(signer(two).verify(token))).toBe('invalid-token');
  });

  it('makes a token of one purpose worthless for another', async () => {
    const { token } = await signer(one, 'customer-token').sign({ shop: 's' }, 60);
    expect(await codeOf(signer(one).verify(token))).toBe('invalid-token');
  });

  it('digests e-mail and postcode however they are written, for one shop only, also after rotation', () => {
    const secrets = createSecrets(one);
    const digest = secrets.digest('shop', 'email', 'Ann@Shop.example ');
    expect(secrets.digest('shop', 'email', 'ann@shop.example')).toBe(digest);
    expect(createSecrets(`${two},${one}`).digest('shop', 'email', 'ann@shop.example')).toBe(digest);
    expect(secrets.digest('other', 'email', 'ann@shop.example')).not.toBe(digest);
    expect(secrets.digest('shop', 'postcode', 'sw1a 1aa')).toBe(
      secrets.digest('shop', 'postcode', 'SW1A1AA'),
    );
  });
});

describe('seal(shop, text)', () => {
  const sealed = createSecrets(one).seal('shop', 'between-us');

  it('is opened for that shop alone, also after rotation, until its secret is dropped', () => {
    expect(sealed).not.toContain('between-us');
    expect(createSecrets(one).seal('shop', 'between-us')).not.toBe(sealed);
    expect(createSecrets(one).open('shop', sealed)).toBe('between-us');
    expect(createSecrets(`${two},${one}`).open('shop', sealed)).toBe('between-us');
    expect(createSecrets(two).open('shop', sealed)).toBeUndefined();
    expect(createSecrets(one).open('other', sealed)).toBeUndefined();
    expect(createSecrets(`${two},${one}`).seal('shop', 'x')).toMatch(/^sealed\.k2\./);
  });

  it('is not opened when it was changed or is something else', () => {
    const [head, id, body] = sealed.split('.') as [string, string, string];
    for (const other of [
      [head, id, `${body.slice(0, -2)}AA`].join('.'),
      [head, id, body.slice(0, 20)].join('.'),
      [head, 'k9', body].join('.'),
      'between-us',
      '',
    ])
      expect(createSecrets(one).open('shop', other)).toBeUndefined();
  });
});

describe('loadSecrets(setting, folder)', () => {
  it('makes secrets once, so that tokens outlive a restart', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'shelfwise-secrets-'));
    const [first, second] = await Promise.all([
      loadSecrets(undefined, directory),
      loadSecrets(undefined, directory),
    ]);
    const again = await loadSecrets(undefined, directory);
    const digests = [first, second, again].map((secrets) => secrets.digest('shop', 'email', 'a@b.example'));
    expect(new Set(digests).size).toBe(1);
    await rm(directory, { recursive: true });
  });
});
