import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { Secrets } from '../../access/secrets.js';
import type { Id } from '../../stores/port/documents.js';

const cipherName = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Names of conversations for chat engines that are not ours. The name is all by which an engine's call to our
 * actions finds the shop, and engines may have no authentication of their own, so a name reveals nothing and
 * cannot be guessed: it is shop and conversation, encrypted. A conversation always has the same name, or the
 * engine would forget what was said.
 *
 * Format: `<key id>.<base64url of nonce, tag and text>`, AES-256-GCM. The nonce is a keyed digest of the text
 * (as in synthetic-IV modes, RFC 8452): the same text gives the same name, and different texts never share a
 * nonce.
 */
export class SenderIds {
  private readonly secrets: Pick<Secrets, 'signingKey' | 'verificationKey'>;

  constructor(secrets: Pick<Secrets, 'signingKey' | 'verificationKey'>) {
    this.secrets = secrets;
  }

  seal(shopId: Id, conversationKey: string): string {
    const text = `${shopId}.${conversationKey}`;
    const { id, key } = this.secrets.signingKey('rasa-sender');
    const nonce = createHmac('sha256', this.secrets.signingKey('rasa-sender-nonce').key)
      .update(text)
      .digest()
      .subarray(0, nonceBytes);
    const cipher = createCipheriv(cipherName, key, nonce);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `${id}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
  }

  /**
   * Undefined for anything that was not sealed here, was changed, or was sealed with a secret that is no
   * longer listed.
   */
  open(senderId: string): { shopId: Id; conversationKey: string } | undefined {
    const [, id, packed] = /^(.+)\.([\w-]+)$/.exec(senderId) ?? [];
    const key = id === undefined ? undefined : this.secrets.verificationKey('rasa-sender', id);
    if (!key || packed === undefined) return undefined;
    const bytes = Buffer.from(packed, 'base64url');
    try {
      const nonce = bytes.subarray(0, nonceBytes);
      const decipher = createDecipheriv(cipherName, key, nonce, { authTagLength: tagBytes });
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      const body = decipher.update(bytes.subarray(nonceBytes + tagBytes));
      const text = Buffer.concat([body, decipher.final()]).toString('utf8');
      const dot = text.indexOf('.');
      return { shopId: text.slice(0, dot), conversationKey: text.slice(dot + 1) };
    } catch {
      return undefined;
    }
  }
}
