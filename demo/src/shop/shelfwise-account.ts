import type { Delivery } from './facts.js';

/**
 * What this shop's server asks of Shelfwise with its secret key. Each call has a timeout; a shop page must come even
 * when Shelfwise does not answer.
 */
export interface ShelfwiseAccount {
  /** Token for a signed-in customer, or undefined when Shelfwise does not answer: the page is then merely impersonal. */
  customerToken(customer: string): Promise<string | undefined>;
  /** Session for the owner's dashboard. */
  embedSession(subject: string): Promise<{ token: string; expiresAt: string }>;
  placeOrder(order: PlacedOrder): Promise<void>;
  /** Whether an order of this number has come through. */
  hasOrder(key: string): Promise<boolean>;
  /** Undefined when nobody ever said how many there are, or Shelfwise does not answer. */
  stockLevel(product: string): Promise<number | undefined>;
  /** Codes of what is sold out; undefined when Shelfwise does not answer. */
  soldOut(): Promise<Set<string> | undefined>;
  /** What the owner has set about delivery; what was known before while Shelfwise does not answer. */
  delivery(): Promise<Delivery>;
}

export interface PlacedOrder {
  key: string;
  placedAt: string;
  customer?: string;
  email?: string;
  postcode?: string;
  lines: { product: string; quantity: number; unitPrice: number }[];
}

const timeoutMs = 4_000;
const pageSize = 200;
const deliveryForMs = 15_000;
const renewBeforeMs = 10 * 60_000;

export function createShelfwiseAccount(api: string, secretKey: string): ShelfwiseAccount {
  const tokens = new Map<string, { token: string; expiresAt: number }>();
  let delivery: Delivery = {};
  let deliveryReadAt = -Infinity;

  async function call<T>(path: string, init: RequestInit): Promise<T> {
    const response = await fetch(`${api}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }
  const post = <T>(path: string, body: unknown) =>
    call<T>(path, { method: 'POST', body: JSON.stringify(body) });
  const get = <T>(path: string) => call<T>(path, { method: 'GET' });

  return {
    async customerToken(customer) {
      const known = tokens.get(customer);
      if (known !== undefined && known.expiresAt - Date.now() > renewBeforeMs) return known.token;
      try {
        const made = await post<{ token: string; expiresAt: string }>('/v1/customer-tokens', { customer });
        tokens.set(customer, { token: made.token, expiresAt: Date.parse(made.expiresAt) });
        return made.token;
      } catch {
        // The page is shown without personal rows; the next page asks again.
        return undefined;
      }
    },
    embedSession: (subject) => post('/v1/embed-sessions', { subject }),
    async placeOrder(order) {
      const result = await post<{ rejected: { detail?: string; code: string }[] }>('/v1/orders', {
        mode: 'live',
        orders: [order],
      });
      const refused = result.rejected[0];
      if (refused) throw new Error(`The order was refused: ${refused.detail ?? refused.code}`);
    },
    hasOrder: (key) =>
      get(`/v1/orders/${encodeURIComponent(key)}`).then(
        () => true,
        () => false,
      ),
    stockLevel: (product) =>
      get<{ item: { stockLevel?: number } }>(`/v1/inventory/${encodeURIComponent(product)}`).then(
        ({ item }) => item.stockLevel,
        () => undefined,
      ),
    async soldOut() {
      const codes = new Set<string>();
      try {
        for (let page = 1; ; page += 1) {
          const { items } = await get<{ items: { product: string }[] }>(
            `/v1/inventory?status=out&sort=title&order=asc&pageSize=${pageSize}&page=${page}`,
          );
          for (const { product } of items) codes.add(product);
          if (items.length < pageSize) return codes;
        }
      } catch {
        return undefined;
      }
    },
    async delivery() {
      if (performance.now() - deliveryReadAt < deliveryForMs) return delivery;
      try {
        const { facts } = await get<{ facts?: { shipping?: Delivery } }>('/v1/shop');
        delivery = facts?.shipping ?? {};
        deliveryReadAt = performance.now();
      } catch {
        // The next page asks again.
      }
      return delivery;
    },
  };
}
