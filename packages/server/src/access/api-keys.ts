import { createHash, randomBytes } from 'node:crypto';
import type { ApiKeyDocument } from '../stores/port/documents.js';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 32 letters and digits: 190 bits. Bytes from 248 on are dropped, so that every character is as likely. */
function randomName(length = 32): string {
  let name = '';
  while (name.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < 248 && name.length < length) name += alphabet[byte % 62]!;
    }
  }
  return name;
}

export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export interface NewApiKey {
  /** Shown once; only its hash is kept (a publishable key is public and kept as it is, too). */
  value: string;
  document: Omit<ApiKeyDocument, 'id' | 'shopId' | 'createdAt'>;
}

export function createApiKey(kind: ApiKeyDocument['kind']): NewApiKey {
  const value = `${kind === 'publishable' ? 'pk' : 'sk'}_${randomName()}`;
  return {
    value,
    document: {
      kind,
      hash: hashKey(value),
      lastFour: value.slice(-4),
      ...(kind === 'publishable' && { publicValue: value }),
    },
  };
}
