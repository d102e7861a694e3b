import { createHash } from 'node:crypto';
import type { ModelKind, ModelManifest } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';

/** Turns stored bytes into a model, by kind. */
export type ModelDecoders = Record<ModelKind, (bytes: Uint8Array) => unknown>;

export interface LoadedModel<T> {
  manifest: ModelManifest;
  model: T;
}

/** The stored bytes are not the ones that were written: no process can use them. */
export class DamagedModel extends Error {}
/** The bytes are whole, but of a format that this process does not know: a newer one wrote them. */
export class UnreadableModel extends Error {}

/** Reads and decodes one version. Throws `DamagedModel` or `UnreadableModel`, or what the store throws. */
export async function readModel<T>(
  store: Pick<Store, 'models'>,
  decode: (bytes: Uint8Array) => T,
  manifest: ModelManifest,
): Promise<LoadedModel<T>> {
  const bytes = await store.models.read(manifest.shopId, manifest.kind, manifest.version);
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (bytes.length !== manifest.bytes || digest !== manifest.sha256)
    throw new DamagedModel('its bytes do not match their digest');
  try {
    return { manifest, model: decode(bytes) };
  } catch (error) {
    throw new UnreadableModel('its bytes cannot be read', { cause: error });
  }
}
