import { expect, test } from 'vitest';
import { createSecrets } from '../../access/secrets.js';
import { SenderIds } from './sender-ids.js';

const one = `k1:${'a'.repeat(40)}`;
const two = `k2:${'b'.repeat(40)}`;
const shop = 'a'.repeat(24);
const senders = new SenderIds(createSecrets(one));

test('a conversation always has the same name, which opens to it alone', () => {
  const name = senders.seal(shop, 'conversation-0123456789');
  expect(senders.seal(shop, 'conversation-0123456789')).toBe(name);
  expect(senders.open(name)).toEqual({ shopId: shop, conversationKey: 'conversation-0123456789' });
  expect(senders.seal('b'.repeat(24), 'conversation-0123456789')).not.toBe(name);
  expect(senders.seal(shop, 'conversation-0123456780')).not.toBe(name);
});

test('a name shows neither shop nor conversation', () => {
  const name = senders.seal(shop, 'conversation-0123456789');
  const bytes = Buffer.from(name.split('.')[1]!, 'base64url').toString('latin1');
  for (const readable of [name, bytes]) expect(readable).not.toMatch(/aaaa|conversation/);
});

test('a name that was changed anywhere, cut short or made up does not open', () => {
  const name = senders.seal(shop, 'conversation-0123456789');
  const [id, packed] = name.split('.') as [string, string];
  const bytes = Buffer.from(packed, 'base64url');
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    expect(senders.open(`${id}.${changed.toString('base64url')}`)).toBeUndefined();
  }
  for (const other of [
    `${id}.${packed.slice(0, 8)}`,
    `${shop}.conversation-0123456789`,
    '',
    'k1.',
    'k9.abcd',
  ]) {
    expect(senders.open(other)).toBeUndefined();
  }
});

test('a name opens after a change of secrets for as long as the old secret is listed', () => {
  const name = senders.seal(shop, 'conversation-0123456789');
  expect(new SenderIds(createSecrets(`${two},${one}`)).open(name)?.shopId).toBe(shop);
  expect(new SenderIds(createSecrets(two)).open(name)).toBeUndefined();
});

test('names are sealed with keys of their own', () => {
  const purposes: string[] = [];
  const secrets = createSecrets(one);
  const watched = new SenderIds({
    signingKey: (purpose) => (purposes.push(purpose), secrets.signingKey(purpose)),
    verificationKey: (purpose, id) => (purposes.push(purpose), secrets.verificationKey(purpose, id)),
  });
  watched.open(watched.seal(shop, 'conversation-0123456789'));
  expect(purposes).toEqual(['rasa-sender', 'rasa-sender-nonce', 'rasa-sender']);
});
