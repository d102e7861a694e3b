import type { ApiKeyDocument, Id, ShopDocument } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';
import { hashKey } from './api-keys.js';

/** A key and the shop it opens. */
export interface KeyHolder {
  key: ApiKeyDocument;
  shop: ShopDocument;
}

/**
 * Shops and keys in memory, so that a hot request asks the store for neither. What changed in another process is seen
 * within `maxAgeMs`; a change made in this process at once, by `forget`.
 */
export interface ShopDirectory {
  /** Null for a key that no shop has. Revoked keys are answered; the guard tells them apart. */
  findByKey(value: string): Promise<KeyHolder | null>;
  findShop(shopId: Id): Promise<ShopDocument | null>;
  /** Whether this key opened a shop not long ago. Asks nobody. */
  isFamiliar(value: string): boolean;
  /** Whether any shop allows this origin: decides CORS before a key is known, as in a preflight. */
  isKnownOrigin(origin: string): Promise<boolean>;
  /** False once the key is revoked: embed sessions made with it end with it. */
  isLiveKey(shopId: Id, keyId: Id): Promise<boolean>;
  forget(shopId: Id): void;
}

export function isRevoked(key: ApiKeyDocument, now: Date): boolean {
  return key.revokedAt !== undefined && key.revokedAt <= now;
}

/** For so long a server goes on with what it knows of a shop. */
export const shopMaxAgeMs = 5000;

const maxHolders = 10_000;

export function createShopDirectory({
  store,
  clock,
  maxAgeMs = shopMaxAgeMs,
}: {
  store: Pick<Store, 'shops' | 'apiKeys'>;
  clock: () => Date;
  maxAgeMs?: number;
}): ShopDirectory {
  // Keyed by digest: the map never holds a secret key itself.
  const holders = new Map<string, KeyHolder & { readAt: number }>();
  const shops = new Map<Id, { shop: ShopDocument; readAt: number }>();
  const keyLists = new Map<Id, { keys: ApiKeyDocument[]; readAt: number }>();
  let origins = { known: new Set<string>(), readAt: -Infinity };
  let readingOrigins: Promise<void> | undefined;

  const isFresh = (readAt: number) => {
    const age = clock().getTime() - readAt;
    return age >= 0 && age < maxAgeMs;
  };

  async function findShop(shopId: Id): Promise<ShopDocument | null> {
    const held = shops.get(shopId);
    if (held && isFresh(held.readAt)) return held.shop;
    const shop = await store.shops.findById(shopId);
    if (shop) {
      if (shops.size >= maxHolders) shops.clear();
      shops.set(shopId, { shop, readAt: clock().getTime() });
    } else {
      shops.delete(shopId);
    }
    return shop;
  }

  async function readOrigins(): Promise<void> {
    const all = await store.shops.list();
    origins = {
      known: new Set(all.flatMap((shop) => shop.settings.allowedOrigins)),
      readAt: clock().getTime(),
    };
  }

  return {
    findShop,
    async findByKey(value) {
      const hash = hashKey(value);
      const held = holders.get(hash);
      if (held && isFresh(held.readAt)) return held;
      const key = await store.apiKeys.findByHash(hash);
      const shop = key && (await findShop(key.shopId));
      if (!key || !shop) {
        holders.delete(hash);
        return null;
      }
      const holder = { key, shop, readAt: clock().getTime() };
      if (holders.size >= maxHolders) holders.clear();
      holders.set(hash, holder);
      return holder;
    },
    isFamiliar: (value) => holders.has(hashKey(value)),
    async isKnownOrigin(origin) {
      const isOld = !isFresh(origins.readAt);
      // A shop made a moment ago in another process: worth one more look a second, however many strangers ask.
      const isStranger = !origins.known.has(origin) && clock().getTime() - origins.readAt >= 1000;
      if (isOld || isStranger) {
        readingOrigins ??= readOrigins().finally(() => {
          readingOrigins = undefined;
        });
        // While the store is down the origins known before go on: a page must be able to read the 503.
        await readingOrigins.catch(() => undefined);
      }
      return origins.known.has(origin);
    },
    async isLiveKey(shopId, keyId) {
      let held = keyLists.get(shopId);
      if (!held || !isFresh(held.readAt)) {
        held = { keys: await store.apiKeys.list(shopId), readAt: clock().getTime() };
        if (keyLists.size >= maxHolders) keyLists.clear();
        keyLists.set(shopId, held);
      }
      const key = held.keys.find((candidate) => candidate.id === keyId);
      return key !== undefined && !isRevoked(key, clock());
    },
    forget(shopId) {
      shops.delete(shopId);
      keyLists.delete(shopId);
      for (const [hash, holder] of holders) if (holder.shop.id === shopId) holders.delete(hash);
      origins = { known: origins.known, readAt: -Infinity };
    },
  };
}
