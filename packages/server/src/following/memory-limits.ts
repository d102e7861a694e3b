/**
 * What a server process keeps in memory of the store, in one table: how old it may get and how much is kept.
 * Over `max` the least recently used values leave. `bytesEach` is the size of one unit in the heap, rounded
 * up from measurements on made-up shops with descriptions of 450 characters; `max` times `bytesEach` is the
 * bound of the cache.
 */
export interface MemoryLimit {
  /** Milliseconds. Absent where a value is checked at every use. */
  staleAfterMs?: number;
  max: number;
  unit: string;
  bytesEach: number;
}

export const memoryLimits = {
  /** Products and stock levels of shops, for cards, search and exclusions. */
  catalogue: { staleAfterMs: 5_000, max: 500_000, unit: 'product', bytesEach: 2_000 },
  /** Search index over the products of a shop; follows the catalogue at each search. */
  searchIndex: { max: 150_000, unit: 'product', bytesEach: 6_000 },
  /**
   * Newest model of each shop and kind. A timer looks every 4 s for newer versions of the models in use, so
   * that no request waits; a model that the timer left out for longer than `staleAfterMs` is looked up when
   * it is asked for. `max` is the default of `SHELFWISE_MODEL_CACHE_MB`.
   */
  models: { staleAfterMs: 10_000, max: 512 * 1024 * 1024, unit: 'stored byte', bytesEach: 1 },
  /** FAQ entries of shops with their index. */
  faq: { staleAfterMs: 5_000, max: 10_000, unit: 'entry', bytesEach: 25_000 },
  /** Rows of the stock dashboard and the documents that they are made from. */
  inventoryRows: { max: 150_000, unit: 'row', bytesEach: 3_000 },
  /** Rows of recommendations without anything personal, as JSON. */
  readyAnswers: { max: 6_000, unit: 'answer', bytesEach: 3_000 },
  /** Visitor ids by the key of the page's visitor: also how exact `lastSeen` is. */
  visitors: { staleAfterMs: 60_000, max: 50_000, unit: 'visitor', bytesEach: 600 },
  /**
   * API keys with their shops; shops by id; key lists by shop. Each is a cache of its own with this bound.
   */
  shops: { staleAfterMs: 5_000, max: 10_000, unit: 'shop', bytesEach: 5_000 },
  /** All allowed origins; in whole, since a preflight names no shop. */
  origins: { staleAfterMs: 5_000, max: 1, unit: 'set', bytesEach: 2_000_000 },
  /** Clients of the Rasa servers that shops name, each with its circuit breaker. */
  rasaServers: { max: 100, unit: 'client', bytesEach: 20_000 },
} as const satisfies Record<string, MemoryLimit>;
