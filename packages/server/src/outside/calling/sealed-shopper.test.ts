import { describe, expect, it } from 'vitest';
import { createSecrets } from '../../access/secrets.js';
import { openShopper, sealShopper } from './sealed-shopper.js';

const secrets = createSecrets(`k1:${'s'.repeat(40)}`);
const here = { shopId: 'a'.repeat(24), conversationKey: 'conversation-0123456789' };
const visitor = {
  key: 'v'.repeat(22),
  token: 'header.ann.signature',
  consent: { analytics: true, personalization: false, functionality: true },
};
const { token: _, ...withoutToken } = visitor;

describe('sealShopper(...) and openShopper(...)', () => {
  it('carry the visitor and the client through a conversation', () => {
    const sealed = sealShopper(here, { visitor, client: 'a pseudonym', customer: 'ann' }, secrets);
    expect(openShopper(sealed, here, secrets)).toEqual({ visitor, client: 'a pseudonym' });
  });

  it('carry either of them alone, and nothing at all when there is neither', () => {
    expect(openShopper(sealShopper(here, { client: 'c' }, secrets), here, secrets)).toEqual({ client: 'c' });
    expect(openShopper(sealShopper(here, { visitor }, secrets), here, secrets)).toEqual({
      visitor: withoutToken,
    });
    expect(sealShopper(here, {}, secrets)).toBeUndefined();
    expect(openShopper(undefined, here, secrets)).toEqual({});
  });

  it('leave out a token that proved no customer', () => {
    const sealed = sealShopper(here, { visitor, customer: undefined }, secrets);
    expect(openShopper(sealed, here, secrets).visitor).not.toHaveProperty('token');
  });

  it('open in the same conversation of the same shop only', () => {
    const sealed = sealShopper(here, { client: 'c' }, secrets);
    expect(openShopper(sealed, { ...here, shopId: 'b'.repeat(24) }, secrets)).toEqual({});
    expect(openShopper(sealed, { ...here, conversationKey: 'another' }, secrets)).toEqual({});
    expect(openShopper('sealed.k1.abcd', here, secrets)).toEqual({});
  });
});
