import { createHash } from 'node:crypto';
import type { Id, ModelKind, ModelManifest } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';

/**
 * The newest served model of each shop, in memory. Notices a new version within five seconds, checks its digest,
 * swaps atomically, and keeps the one before when the bytes are damaged. What this process cannot read, although it is
 * whole, was made by a newer one: it is left alone, and served by those that can. Memory over all shops is bounded.
 */
export interface LoadedModel<T> {
  manifest: ModelManifest;
  model: T;
}
export interface ModelRegistry {
  /** Null while the shop has no such model. Loads on first use; afterwards answers from memory. */
  get<T>(shopId: Id, kind: ModelKind): Promise<LoadedModel<T> | null>;
  /** Looks for newer versions of what is in use now; runs by itself every four seconds. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}
/** Turns stored bytes into a model, by kind; given at composition. */
export type ModelDecoders = Record<ModelKind, (bytes: Uint8Array) => unknown>;

export interface ModelRegistryOptions {
  store: Pick<Store, 'models'>;
  decoders: ModelDecoders;
  clock: () => Date;
  /** Stored bytes of all loaded models together; the least recently used leave first. */
  maxBytes: number;
  log: { warn(details: object, message: string): void };
}

const refreshEveryMs = 4000;
/** A model nobody asked for this long is not looked after; the next who asks waits for a look instead. */
const idleMs = 5 * 60_000;
/** How many former versions are tried when the newest is damaged. */
const formerVersions = 10;

interface Entry {
  shopId: Id;
  kind: ModelKind;
  loaded: LoadedModel<unknown> | null;
  /** Digest of the version being served elsewhere that this process cannot read. */
  unreadable?: string;
  checkedAt: number;
  usedAt: number;
}

export function createModelRegistry(options: ModelRegistryOptions): ModelRegistry {
  const { store, decoders, clock, maxBytes, log } = options;
  /** In order of use, least recent first. */
  const entries = new Map<string, Entry>();
  const checks = new Map<string, Promise<Entry>>();
  const timer = setInterval(() => {
    refresh().catch((error: unknown) => log.warn({ err: error }, 'models could not be looked up'));
  }, refreshEveryMs);
  timer.unref();

  /** Brings one entry up to date; several callers share one look. */
  function check(name: string, shopId: Id, kind: ModelKind): Promise<Entry> {
    const underWay = checks.get(name);
    if (underWay) return underWay;
    const look = (async () => {
      const { loaded: held = null, unreadable } = entries.get(name) ?? {};
      const serving = await store.models.findServing(shopId, kind);
      const isSame = serving?.version === held?.manifest.version && serving?.sha256 === held?.manifest.sha256;
      const isSkipped = serving !== null && serving.sha256 === unreadable;
      const found = isSame || isSkipped ? { loaded: held } : serving && (await load(serving, held));
      const now = clock().getTime();
      const entry: Entry = {
        shopId,
        kind,
        loaded: found?.loaded ?? null,
        ...(isSkipped ? { unreadable } : found?.unreadable !== undefined && { unreadable: found.unreadable }),
        checkedAt: now,
        usedAt: entries.get(name)?.usedAt ?? now,
      };
      entries.set(name, entry);
      makeRoom(name);
      return entry;
    })().finally(() => checks.delete(name));
    checks.set(name, look);
    return look;
  }

  /** A store that is away takes nothing away from who holds a model: it serves on, and is looked after again. */
  async function look(name: string, shopId: Id, kind: ModelKind, held: Entry | undefined): Promise<Entry> {
    try {
      return await check(name, shopId, kind);
    } catch (error) {
      if (!held?.loaded) throw error;
      log.warn({ shopId, kind, err: error }, 'no newer model could be looked for; the one in memory serves');
      return held;
    }
  }

  async function load(
    manifest: ModelManifest,
    held: LoadedModel<unknown> | null,
  ): Promise<Pick<Entry, 'loaded' | 'unreadable'>> {
    const { shopId, kind, version } = manifest;
    try {
      return { loaded: await decodeVersion(manifest) };
    } catch (error) {
      if (error instanceof UnreadableModel) {
        log.warn(
          { shopId, kind, version, err: error },
          'model of another format; the one before stays in use here',
        );
        return { loaded: held ?? (await newestSound(manifest)), unreadable: manifest.sha256 };
      }
      if (!(error instanceof DamagedModel)) throw error;
      log.warn({ shopId, kind, version, err: error }, 'model damaged; the one before stays in use');
      const note = `Damaged, not served: ${error.message}`;
      const former = held ?? (await newestSound(manifest));
      await store.models.unseat(shopId, kind, version, note, former?.manifest.version);
      return { loaded: former };
    }
  }

  async function newestSound(damaged: ModelManifest): Promise<LoadedModel<unknown> | null> {
    const versions = await store.models.list(damaged.shopId, damaged.kind, formerVersions);
    for (const manifest of versions) {
      if (manifest.status !== 'retired') continue;
      try {
        return await decodeVersion(manifest);
      } catch (error) {
        if (!(error instanceof DamagedModel || error instanceof UnreadableModel)) throw error;
      }
    }
    return null;
  }

  async function decodeVersion(manifest: ModelManifest): Promise<LoadedModel<unknown>> {
    const bytes = await store.models.read(manifest.shopId, manifest.kind, manifest.version);
    const digest = createHash('sha256').update(bytes).digest('hex');
    if (bytes.length !== manifest.bytes || digest !== manifest.sha256)
      throw new DamagedModel('its bytes do not match their digest');
    try {
      return { manifest, model: decoders[manifest.kind](bytes) };
    } catch (error) {
      throw new UnreadableModel('its bytes cannot be read', { cause: error });
    }
  }

  /** Never drops what was loaded just now, even if it alone is over the bound: it is about to be used. */
  function makeRoom(justLoaded: string) {
    const size = (entry: Entry) => entry.loaded?.manifest.bytes ?? 0;
    let total = [...entries.values()].reduce((sum, entry) => sum + size(entry), 0);
    for (const [name, entry] of entries) {
      if (total <= maxBytes) return;
      if (name === justLoaded || size(entry) === 0) continue;
      entries.delete(name);
      total -= size(entry);
    }
  }

  async function refresh(): Promise<void> {
    const now = clock().getTime();
    for (const [name, { shopId, kind, usedAt }] of [...entries]) {
      if (now - usedAt <= idleMs) await check(name, shopId, kind);
      else if (!entries.get(name)?.loaded) entries.delete(name);
    }
  }

  return {
    async get<T>(shopId: Id, kind: ModelKind) {
      const name = `${shopId}/${kind}`;
      const now = clock().getTime();
      let entry = entries.get(name);
      if (!entry || now - entry.usedAt > idleMs) entry = await look(name, shopId, kind, entry);
      entry.usedAt = now;
      // To the end: most recently used.
      if (entries.delete(name)) entries.set(name, entry);
      return entry.loaded as LoadedModel<T> | null;
    },
    refresh,
    async close() {
      clearInterval(timer);
      await Promise.allSettled(checks.values());
      entries.clear();
    },
  };
}

/** The bytes are not those that were stored: nobody can use them. */
class DamagedModel extends Error {}
/** The bytes are whole, but not of a format that this process knows. */
class UnreadableModel extends Error {}
