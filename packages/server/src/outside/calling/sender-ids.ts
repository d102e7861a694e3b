import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { Secrets } from '../../access/secrets.js';
import type { Id } from '../../stores/port/documents.js';

/**
 * The name a conversation has at Rasa, a server that is not ours. It is all that Rasa's call to our actions carries to
 * find the shop by, and the REST channel has no authentication, so it must tell nothing and be beyond guessing: shop and
 * conversation, encrypted under a key of its own. One conversation has one name, or Rasa would forget what was said.
 */
export interface SenderIds {
  seal(shopId: Id, conversationKey: string): string;
  /** Undefined for anything we did not seal. */
  open(senderId: string): { shopId: Id; conversationKey: string } | undefined;
}

/**
 * `<key id>.<base64url of nonce, tag and text>`: AES-256-GCM whose nonce is a keyed digest of the text (as in
 * synthetic-IV modes, RFC 8452): the same text gives the same name, and different texts never share a nonce.
 */
const [nonceBytes, tagBytes] = [12, 16];

export function createSenderIds(secrets: Pick<Secrets, 'signingKey' | 'verificationKey'>): SenderIds {
  return {
    seal(shopId, conversationKey) {
      const text = `${shopId}.${conversationKey}`;
      const { id, key } = secrets.signingKey('rasa-sender');
      const nonce = createHmac('sha256', secrets.signingKey('rasa-sender-nonce').key)
        .update(text)
        .digest()
        .subarray(0, nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${id}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(senderId) {
      const [, id, packed] = /^(.+)\.([\w-]+)$/.exec(senderId) ?? [];
      const key = id === undefined ? undefined : secrets.verificationKey('rasa-sender', id);
      if (!key || packed === undefined) return undefined;
      const bytes = Buffer.from(packed, 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        }).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        const body = decipher.update(bytes.subarray(nonceBytes + tagBytes));
        const text = Buffer.concat([body, decipher.final()]).toString('utf8');
        const dot = text.indexOf('.');
        return { shopId: text.slice(0, dot), conversationKey: text.slice(dot + 1) };
      } catch {
        // Made up, changed or cut short.
        return undefined;
      }
    },
  };
}
