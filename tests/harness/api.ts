import { randomUUID } from 'node:crypto';
import type {
  BatchResult,
  JobList,
  JobName,
  JobRun,
  PageEvent,
  ProductInput,
  RecommendationResponse,
} from '@shelfwise/core/wire';
import { until, type ShopKeys } from './server-process.js';

/** The HTTP API as a shop's server and a shop's page call it. */

export interface Answer<T = unknown> {
  status: number;
  body: T;
}

async function read<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
}

export function createApi(url: string, keys: ShopKeys, origin: string) {
  const owner = async <T = unknown>(method: string, path: string, body?: unknown): Promise<Answer<T>> =>
    read(
      await fetch(url + path, {
        method,
        headers: {
          authorization: `Bearer ${keys.secretKey}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );

  const page = async <T = unknown>(path: string, body: Record<string, unknown>): Promise<Answer<T>> =>
    read(
      await fetch(url + path, {
        method: 'POST',
        headers: { origin, 'content-type': 'text/plain', 'user-agent': browserAgent },
        body: JSON.stringify({ key: keys.publishableKey, ...body }),
      }),
    );

  return {
    owner,
    page,
    putProducts: (products: Partial<ProductInput>[]) =>
      owner<BatchResult>('POST', '/v1/products', { products }),
    sendEvents: (events: PageEvent[], visitor: Record<string, unknown> = consentingVisitor()) =>
      page<BatchResult>('/v1/events', { visitor, session: 'session-0000000000', events }),
    recommend: (body: Record<string, unknown>) => page<RecommendationResponse>('/v1/recommendations', body),
    /** Runs a job and waits until it has ended. */
    async runJob(job: JobName): Promise<JobRun> {
      const startedAt = Date.now();
      const accepted = await owner('POST', '/v1/jobs', { job });
      if (accepted.status !== 202) throw new Error(`${job}: ${JSON.stringify(accepted)}`);
      let last: JobRun | undefined;
      await until(
        async () => {
          const { body } = await owner<JobList>('GET', `/v1/jobs?job=${job}&limit=1`);
          last = body.runs[0];
          return last?.finishedAt !== undefined && Date.parse(last.finishedAt) >= startedAt;
        },
        120_000,
        `the end of ${job}`,
      );
      if (last?.status !== 'succeeded') throw new Error(`${job}: ${JSON.stringify(last)}`);
      return last;
    },
  };
}

/** Any current browser's; without one, requests look like a bot's. */
export const browserAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36';

export function consentingVisitor(key = 'visitor-0000000000') {
  return { key, consent: { analytics: true, personalization: true, functionality: true } };
}

export function viewEvent(product: string, at = Date.now()): PageEvent {
  return { type: 'view', id: randomUUID(), at, product };
}

export function plainProduct(key: string, over: Partial<ProductInput> = {}): Partial<ProductInput> {
  return { key, title: `Product ${key}`, url: `/p/${key}`, price: 500, ...over };
}
