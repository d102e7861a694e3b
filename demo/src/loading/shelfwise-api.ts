import type { ShopOrder } from './dataset.js';

/** The owner's side of Shelfwise's HTTP API, as far as loading a shop needs it. */
export class LoadError extends Error {
  override name = 'LoadError';

  constructor(
    message: string,
    /** Of the answer that it is about. */
    readonly status?: number,
  ) {
    super(message);
  }
}

interface BatchResult {
  accepted: number;
  duplicates: number;
  rejected: { index: number; code: string; pointer: string; detail?: string }[];
}

export interface JobRun {
  job: string;
  status: 'requested' | 'running' | 'succeeded' | 'failed' | 'lost';
  startedAt: string;
  progress?: number;
  error?: string;
  /** Of a failed attempt: false while the server will try again. */
  lastAttempt?: boolean;
}

export interface InventoryRow {
  product: string;
  /** Absent while nobody has told it. */
  stockLevel?: number;
}

export interface ShelfwiseApi {
  shop(): Promise<{ allowedOrigins: string[]; timeZone?: string }>;
  patchShop(settings: Record<string, unknown>): Promise<void>;
  /** Posts things in batches, two at a time; `onBatch` hears how many are done. */
  postAll(path: string, name: string, things: unknown[], options?: PostOptions): Promise<void>;
  /** Undefined for an order that the shop does not hold. */
  orderLines(key: string): Promise<ShopOrder['lines'] | undefined>;
  startJob(job: string): Promise<void>;
  /** Waits until a run of the job that began after `since` has ended; throws when its last attempt failed. */
  waitForJob(job: string, since: Date, onProgress?: (fraction: number) => void): Promise<void>;
  inventory(): Promise<InventoryRow[]>;
}

export interface PostOptions {
  batchSize?: number;
  extra?: Record<string, unknown>;
  onBatch?: (done: number) => void;
}

const timeoutMs = 120_000;
const maxBytes = 4.5 * 1024 * 1024;
const parallel = 2;
const pollMs = 150;
const unseenForMs = 60_000;
/** The server waits a minute at most before it tries again. */
const nextAttemptWithinMs = 90_000;

export function createShelfwiseApi(
  base: string,
  secretKey: string,
  wait: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): ShelfwiseApi {
  async function call<T>(method: string, path: string, body?: string): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(base + path, {
        method,
        headers: {
          authorization: `Bearer ${secretKey}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (response.ok) return (await response.json()) as T;
      // Everything sent here may be sent again: a busy or limited server is asked once more, a little later.
      if ((response.status === 429 || response.status === 503) && attempt < 6) {
        await wait(Math.max(500 * attempt, 1000 * (Number(response.headers.get('retry-after')) || 0)));
        continue;
      }
      throw new LoadError(
        `${method} ${path} answered ${response.status}: ${(await response.text()).slice(0, 300)}`,
        response.status,
      );
    }
  }

  return {
    shop: () => call('GET', '/v1/shop'),
    async patchShop(settings) {
      await call('PATCH', '/v1/shop', JSON.stringify(settings));
    },

    async postAll(path, name, things, { batchSize = 1000, extra = {}, onBatch } = {}) {
      const batches = inBatches(
        things.map((thing) => JSON.stringify(thing)),
        batchSize,
      );
      const head = JSON.stringify(extra).slice(0, -1) + (Object.keys(extra).length > 0 ? ',' : '');
      let next = 0;
      let done = 0;
      const sendSome = async () => {
        for (let batch = batches[next++]; batch; batch = batches[next++]) {
          const result = await call<BatchResult>('POST', path, `${head}"${name}":[${batch.join(',')}]}`);
          const refused = result.rejected[0];
          if (refused)
            throw new LoadError(
              `${path}: ${result.rejected.length} refused, the first for ${refused.pointer}: ${refused.detail ?? refused.code}`,
            );
          done += batch.length;
          onBatch?.(done);
        }
      };
      await Promise.all(Array.from({ length: parallel }, sendSome));
    },

    async orderLines(key) {
      try {
        const path = `/v1/orders/${encodeURIComponent(key)}`;
        return (await call<{ lines: ShopOrder['lines'] }>('GET', path)).lines;
      } catch (error) {
        if (error instanceof LoadError && error.status === 404) return undefined;
        throw error;
      }
    },

    async startJob(job) {
      await call('POST', '/v1/jobs', JSON.stringify({ job }));
    },

    async waitForJob(job, since, onProgress) {
      for (let unseen = 0, failed = 0; ;) {
        const { runs } = await call<{ runs: JobRun[] }>('GET', `/v1/jobs?job=${job}&limit=3`);
        const run = runs.find(({ startedAt }) => Date.parse(startedAt) >= since.getTime());
        if (run?.status === 'succeeded') return;
        const isOver = run?.status === 'failed' || run?.status === 'lost';
        failed = isOver ? failed + 1 : 0;
        if (isOver && (run.lastAttempt !== false || failed * pollMs > nextAttemptWithinMs))
          throw new LoadError(`The job ${job} failed: ${run.error ?? 'it was interrupted'}`);
        // A job asked for shows up at once, or after the one under way; one that never does would be waited for forever.
        unseen = run === undefined && !runs.some(({ status }) => status === 'running') ? unseen + 1 : 0;
        if (unseen * pollMs > unseenForMs) throw new LoadError(`The job ${job} did not begin.`);
        onProgress?.(run?.progress ?? 0);
        await wait(pollMs);
      }
    },

    async inventory() {
      const rows: InventoryRow[] = [];
      for (let page = 1; ; page += 1) {
        const answer = await call<{ items: InventoryRow[]; total: number }>(
          'GET',
          `/v1/inventory?pageSize=200&sort=title&order=asc&page=${page}`,
        );
        rows.push(...answer.items);
        if (answer.items.length === 0 || rows.length >= answer.total) return rows;
      }
    },
  };
}

/** Batches of at most so many things and bytes. */
export function inBatches(texts: string[], batchSize: number, bytes = maxBytes): string[][] {
  const batches: string[][] = [];
  let batch: string[] = [];
  let size = 0;
  for (const text of texts) {
    // Titles may hold characters of several bytes; three a character is the most that UTF-8 needs here.
    const length = /[^\x20-\x7e]/.test(text) ? text.length * 3 : text.length;
    if (batch.length > 0 && (batch.length >= batchSize || size + length > bytes)) {
      batches.push(batch);
      batch = [];
      size = 0;
    }
    batch.push(text);
    size += length + 1;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
