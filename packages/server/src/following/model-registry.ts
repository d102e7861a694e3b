import type { Id, ModelKind, ModelManifest } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';
import { Follower } from './follower.js';
import { memoryLimits } from './memory-limits.js';
import {
  DamagedModel,
  readModel,
  UnreadableModel,
  type LoadedModel,
  type ModelDecoders,
} from './read-model.js';

export interface ModelRegistryOptions {
  store: Pick<Store, 'models'>;
  decoders: ModelDecoders;
  clock: () => Date;
  /** Stored bytes of all loaded models together. */
  maxBytes: number;
  log: { warn(details: object, message: string): void };
}

interface Entry {
  /** Null while the shop has no such model. */
  loaded: LoadedModel<unknown> | null;
  /** Digest of the served version that this process cannot read. */
  unreadable?: string;
  /** Milliseconds since 1970. */
  usedAt: number;
}

/** Milliseconds between two rounds of looking for newer versions. */
const refreshEveryMs = 4_000;
/** A model that was not used for this long, in milliseconds, is left out of the rounds. */
const idleMs = 5 * 60_000;
/** How many former versions are tried when the newest is damaged. */
const formerVersions = 10;

/**
 * The newest served model of each shop and kind, in memory. A timer notices new versions, so that requests do
 * not wait. A new version replaces the held one only when it is whole and readable: a damaged version is
 * taken out of service for all processes; a version of an unknown format stays in service for the newer
 * processes that can read it.
 */
export class ModelRegistry {
  private readonly store: Pick<Store, 'models'>;
  private readonly decoders: ModelDecoders;
  private readonly clock: () => Date;
  private readonly log: ModelRegistryOptions['log'];
  private readonly models: Follower<Entry>;
  private readonly timer: NodeJS.Timeout;
  private round: Promise<void> | undefined;

  constructor({ store, decoders, clock, maxBytes, log }: ModelRegistryOptions) {
    this.store = store;
    this.decoders = decoders;
    this.clock = clock;
    this.log = log;
    this.models = new Follower({
      clock,
      staleAfterMs: memoryLimits.models.staleAfterMs,
      max: maxBytes,
      sizeOf: ({ loaded }) => loaded?.manifest.bytes ?? 0,
      read: (name, held) => this.read(name, held),
      onReadFailed: (error, name) =>
        log.warn({ model: name, err: error }, 'no newer model could be looked for; the one in memory serves'),
    });
    this.timer = setInterval(() => {
      this.round ??= this.refresh()
        .catch((error: unknown) => log.warn({ err: error }, 'models could not be looked up'))
        .finally(() => (this.round = undefined));
    }, refreshEveryMs);
    this.timer.unref();
  }

  /** Null while the shop has no such model. Loads on first use; afterwards it returns from memory. */
  async get<T>(shopId: Id, kind: ModelKind): Promise<LoadedModel<T> | null> {
    const found = this.models.get(nameOf(shopId, kind), undefined);
    const entry = (found instanceof Promise ? await found : found)!;
    entry.usedAt = this.clock().getTime();
    return entry.loaded as LoadedModel<T> | null;
  }

  /** Looks for newer versions of the models in use. */
  async refresh(): Promise<void> {
    const now = this.clock().getTime();
    const inUse: string[] = [];
    // The least recently used first, because a read counts as use: the order stays the same.
    this.models.forEach(({ usedAt, loaded }, name) => {
      if (now - usedAt <= idleMs) inUse.push(name);
      else if (!loaded) this.models.forget(name);
    });
    for (const name of inUse) await this.models.refresh(name, undefined);
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
    this.models.clear();
  }

  private async read(name: string, held: Entry | undefined): Promise<Entry> {
    const [shopId, kind] = name.split('/') as [Id, ModelKind];
    const entry = held ?? { loaded: null, usedAt: this.clock().getTime() };
    const serving = await this.store.models.findServing(shopId, kind);
    const isHeld =
      serving?.version === entry.loaded?.manifest.version &&
      serving?.sha256 === entry.loaded?.manifest.sha256;
    const isSkipped = serving !== null && serving.sha256 === entry.unreadable;
    if (isHeld || isSkipped) return entry;
    const found = serving ? await this.load(serving, entry.loaded) : { loaded: null };
    return { ...found, usedAt: entry.usedAt };
  }

  private async load(
    manifest: ModelManifest,
    held: LoadedModel<unknown> | null,
  ): Promise<Pick<Entry, 'loaded' | 'unreadable'>> {
    const { shopId, kind, version } = manifest;
    try {
      return { loaded: await readModel(this.store, this.decoders[manifest.kind], manifest) };
    } catch (error) {
      if (error instanceof UnreadableModel) {
        this.log.warn(
          { shopId, kind, version, err: error },
          'model of another format; the one before stays in use here',
        );
        return { loaded: held ?? (await this.newestSound(manifest)), unreadable: manifest.sha256 };
      }
      if (!(error instanceof DamagedModel)) throw error;
      this.log.warn({ shopId, kind, version, err: error }, 'model damaged; the one before stays in use');
      const note = `Damaged, not served: ${error.message}`;
      const former = held ?? (await this.newestSound(manifest));
      await this.store.models.unseat(shopId, kind, version, note, former?.manifest.version);
      return { loaded: former };
    }
  }

  /** The newest former version that is whole and readable. */
  private async newestSound({ shopId, kind }: ModelManifest): Promise<LoadedModel<unknown> | null> {
    const versions = await this.store.models.list(shopId, kind, formerVersions);
    for (const manifest of versions.filter(({ status }) => status === 'retired')) {
      try {
        return await readModel(this.store, this.decoders[manifest.kind], manifest);
      } catch (error) {
        if (!(error instanceof DamagedModel || error instanceof UnreadableModel)) throw error;
      }
    }
    return null;
  }
}

/** Ids are hexadecimal and kinds are words, so that the name splits again at the slash. */
const nameOf = (shopId: Id, kind: ModelKind) => `${shopId}/${kind}`;
