import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ModelManifest } from '../stores/port/documents.js';
import { DamagedModel, readModel, UnreadableModel } from './read-model.js';

const bytes = new TextEncoder().encode('a model');
const manifest = {
  shopId: 'a'.repeat(24),
  kind: 'recommender',
  version: 3,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
} as ModelManifest;

const read = (stored: Uint8Array, wanted: Partial<ModelManifest> = {}) =>
  readModel(
    {
      models: {
        read: (...asked: unknown[]) =>
          asked.join() === `${manifest.shopId},recommender,3`
            ? Promise.resolve(stored)
            : Promise.reject(new Error('another model')),
      },
    } as unknown as Parameters<typeof readModel>[0],
    (given) => {
      const text = new TextDecoder().decode(given);
      if (text.startsWith('?')) throw new Error('unknown format');
      return text;
    },
    { ...manifest, ...wanted },
  );

describe('readModel(...)', () => {
  it('decodes the bytes', async () => {
    expect(await read(bytes)).toEqual({ manifest, model: 'a model' });
  });

  it('refuses bytes of the right length with another digest', async () => {
    await expect(read(new TextEncoder().encode('A model'))).rejects.toBeInstanceOf(DamagedModel);
  });

  it('refuses bytes whose length is not the stated one, though their digest is', async () => {
    await expect(read(bytes, { bytes: bytes.length + 1 })).rejects.toBeInstanceOf(DamagedModel);
  });

  it('calls whole bytes of an unknown format unreadable, and says why', async () => {
    const unknown = new TextEncoder().encode('? model');
    const sha256 = createHash('sha256').update(unknown).digest('hex');
    const error = await read(unknown, { sha256 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreadableModel);
    expect((error as Error).cause).toEqual(new Error('unknown format'));
  });
});
