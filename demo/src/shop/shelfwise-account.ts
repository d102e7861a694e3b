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
const renewBeforeMs = 10 * 60_000;

export function createShelfwiseAccount(api: string, secretKey: string): ShelfwiseAccount {
  const tokens = new Map<string, { token: string; expiresAt: number }>();

  async function post<T>(path: string, body: unknown): Promise<T> {
    const response = await fetch(`${api}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }

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
  };
}
