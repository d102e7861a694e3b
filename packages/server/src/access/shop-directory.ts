import { Follower } from '../following/follower.js';
import { memoryLimits } from '../following/memory-limits.js';
import type { ApiKeyDocument, Id, ShopDocument } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';
import { hashKey } from './api-keys.js';

/** A key and the shop it opens. */
export interface KeyHolder {
  key: ApiKeyDocument;
  shop: ShopDocument;
}

export interface ShopDirectoryOptions {
  store: Pick<Store, 'shops' | 'apiKeys'>;
  clock: () => Date;
  maxAgeMs?: number;
  /** Of keys, of shops and of key lists each. */
  maxShops?: number;
}

/** How long a server relies on what it knows of a shop. */
export const shopMaxAgeMs = memoryLimits.shops.staleAfterMs;

/** Milliseconds between two reads of the origins for one that is not among them. */
const strangerEveryMs = 1_000;
const allOrigins = 'all';

export function isRevoked(key: ApiKeyDocument, now: Date): boolean {
  return key.revokedAt !== undefined && key.revokedAt <= now;
}

/**
 * Shops and keys in memory, so that a hot request asks the store for neither. A change in another process is
 * seen within `maxAgeMs`, a change in this process at once, by `forget`. While the store is away, keys are
 * not accepted on memory alone: they might be revoked.
 */
export class ShopDirectory {
  private readonly clock: () => Date;
  /** By the key's digest: memory never holds a secret key itself. */
  private readonly holders: Follower<KeyHolder>;
  private readonly shops: Follower<ShopDocument>;
  private readonly keyLists: Follower<ApiKeyDocument[]>;
  private readonly origins: Follower<{ known: ReadonlySet<string>; readAt: number }>;

  constructor({
    store,
    clock,
    maxAgeMs = shopMaxAgeMs,
    maxShops = memoryLimits.shops.max,
  }: ShopDirectoryOptions) {
    this.clock = clock;
    const limits = { clock, staleAfterMs: maxAgeMs, max: maxShops };
    this.shops = new Follower({
      ...limits,
      read: async (shopId) => (await store.shops.findById(shopId)) ?? undefined,
    });
    this.holders = new Follower({
      ...limits,
      read: async (hash) => {
        const key = await store.apiKeys.findByHash(hash);
        // Read now: a held shop is up to `maxAgeMs` old already, and the holder adds as much again.
        const shop = key && (await this.shops.refresh(key.shopId, undefined));
        return shop ? { key, shop } : undefined;
      },
    });
    this.keyLists = new Follower({ ...limits, read: (shopId) => store.apiKeys.list(shopId) });
    this.origins = new Follower({
      clock,
      staleAfterMs: maxAgeMs,
      max: memoryLimits.origins.max,
      read: async () => {
        const shops = await store.shops.list();
        const known: ReadonlySet<string> = new Set(shops.flatMap((shop) => shop.settings.allowedOrigins));
        return { known, readAt: clock().getTime() };
      },
      // The origins known before stay in use while the store is away: a page must be able to read the 503.
      onReadFailed: () => undefined,
    });
  }

  async findShop(shopId: Id): Promise<ShopDocument | null> {
    return (await this.shops.get(shopId, undefined)) ?? null;
  }

  /** Null for a key that no shop has. Revoked keys are returned; the guard tells them apart. */
  async findByKey(value: string): Promise<KeyHolder | null> {
    return (await this.holders.get(hashKey(value), undefined)) ?? null;
  }

  /** Whether this key opened a shop not long ago. Reads memory alone. */
  isFamiliar(value: string): boolean {
    return this.holders.peek(hashKey(value)) !== undefined;
  }

  /** Whether any shop allows this origin: decides CORS before a key is known, as in a preflight. */
  async isKnownOrigin(origin: string): Promise<boolean> {
    const held = await Promise.resolve(this.origins.get(allOrigins, undefined)).catch(() => undefined);
    if (!held || held.known.has(origin)) return held !== undefined;
    // An unknown origin may belong to a shop that another process has just created, so it is worth one more
    // read, at most once a second.
    if (this.clock().getTime() - held.readAt < strangerEveryMs) return false;
    const fresh = await this.origins.refresh(allOrigins, undefined).catch(() => undefined);
    return fresh?.known.has(origin) ?? false;
  }

  /** False once the key is revoked: embed sessions made with it end with it. */
  async isLiveKey(shopId: Id, keyId: Id): Promise<boolean> {
    const keys = await this.keyLists.get(shopId, undefined);
    const key = keys?.find((candidate) => candidate.id === keyId);
    return key !== undefined && !isRevoked(key, this.clock());
  }

  /** Called when the shop, its keys or its settings change in this process. */
  forget(shopId: Id): void {
    this.shops.forget(shopId);
    this.keyLists.forget(shopId);
    this.holders.forgetWhere(({ shop }) => shop.id === shopId);
    this.origins.expire(allOrigins);
  }
}
