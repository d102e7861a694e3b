import type { InventoryDetail, InventoryItem, InventoryPage, InventoryQuery } from '@shelfwise/core/wire';

/** One call that reached the fake server. */
export interface OwnerCall {
  method: string;
  path: string;
  query: Record<string, string>;
  body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- tests read bodies of every shape
  authorization: string | null;
}

type Answer = { status?: number; body?: unknown; text?: string } | 'offline' | 'never';

/** An owner's server and the page's own session route, played in place of `fetch`. */
export class FakeOwnerServer {
  readonly calls: OwnerCall[] = [];
  /** Answers by "METHOD /path"; what is not here, or not answered, comes from `items`. */
  readonly answers = new Map<string, Answer | ((call: OwnerCall) => Answer | undefined)>();
  items: InventoryItem[] = Array.from({ length: 60 }, (_, index) => inventoryItem(index));
  sessionsGiven = 0;
  private readonly real = window.fetch.bind(window);

  constructor() {
    window.fetch = (input, init) => this.handle(input as string, init);
  }

  restore(): void {
    window.fetch = this.real;
  }

  callsTo(path: string, method = 'GET'): OwnerCall[] {
    return this.calls.filter((call) => call.path === path && call.method === method);
  }

  private async handle(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, location.origin);
    const call: OwnerCall = {
      method: init.method ?? 'GET',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined,
      authorization: new Headers(init.headers).get('authorization'),
    };
    this.calls.push(call);
    const given = this.answers.get(`${call.method} ${call.path}`);
    const answer = (typeof given === 'function' ? given(call) : given) ?? this.stock(call);
    if (answer === 'offline') throw new TypeError('Failed to fetch');
    if (answer === 'never') return new Promise(() => undefined);
    const { status = 200, body, text } = answer;
    const content = text ?? (body === undefined ? null : JSON.stringify(body));
    return new Response(status === 204 ? null : content, { status });
  }

  private stock(call: OwnerCall): Answer {
    if (call.path === '/session') {
      this.sessionsGiven += 1;
      const expiresAt = new Date(Date.now() + 1_800_000).toISOString();
      return { body: { token: `es_${this.sessionsGiven}`, expiresAt } };
    }
    if (call.path === '/v1/alerts') return { body: { alerts: [], total: 0 } };
    if (call.path === '/v1/stock-levels') return { body: { accepted: 1, duplicates: 0, rejected: [] } };
    if (call.path === '/v1/inventory') return { body: this.page(call.query) };
    if (call.path === '/v1/inventory/export.csv') return { text: 'Product\r\nP-0\r\n' };
    const key = decodeURIComponent(call.path.slice('/v1/inventory/'.length));
    const item = this.items.find(({ product }) => product === key);
    if (!item) return { status: 404, body: { code: 'not-found', title: 'Not found', status: 404 } };
    if (call.method === 'PATCH') Object.assign(item, call.body);
    return { body: call.method === 'PATCH' ? item : inventoryDetail(item) };
  }

  private page(query: Partial<Record<keyof InventoryQuery, string>>): InventoryPage {
    const found = this.items.filter(
      (item) =>
        (!query.status || item.status === query.status) &&
        (!query.supplier || item.supplier === query.supplier) &&
        (!query.search || item.title.includes(query.search)),
    );
    if (query.sort === 'stockLevel') found.sort((a, b) => (a.stockLevel ?? 0) - (b.stockLevel ?? 0));
    if (query.sort === 'stockLevel' && query.order === 'desc') found.reverse();
    const page = Number(query.page);
    const pageSize = Number(query.pageSize);
    return {
      summary: {
        out: 12,
        orderNow: 12,
        short: 0,
        soon: 0,
        fine: 36,
        overstock: 0,
        dead: 0,
        uncounted: 0,
        unknown: 0,
        salesLostPerDay: 123_456,
        simulated: this.items.some((item) => item.simulated),
        forecastedAt: '2026-11-22T03:00:00Z',
        forecastError: 0.352,
      },
      items: found.slice((page - 1) * pageSize, page * pageSize),
      total: found.length,
      page,
      pageSize,
      suppliers: ['Kiln Works', 'Northern'],
      categories: ['Kitchen'],
      currency: 'GBP',
    };
  }
}

export function inventoryItem(index: number, more: Partial<InventoryItem> = {}): InventoryItem {
  return {
    product: `P-${index}`,
    title: `Mug number ${index}`,
    categories: ['Kitchen'],
    supplier: index % 2 === 0 ? 'Kiln Works' : 'Northern',
    stockLevel: (index * 37) % 101,
    onOrder: index === 2 ? 24 : 0,
    simulated: false,
    soldPerDay: 1.25,
    daysLeft: { p10: 3, p50: 5, p90: 9 },
    reorderPoint: 11.2,
    orderBy: '2026-11-25',
    orderQuantity: 24,
    salesLostPerDay: 1450,
    predictedDemand: 18,
    restockAlert: index < 24,
    status: (['out', 'order-now', 'fine', 'fine', 'fine'] as const)[index % 5]!,
    leadTime: { mean: 7, sd: 2 },
    reviewPeriod: 7,
    minimumOrder: 12,
    packSize: 6,
    serviceLevel: 0.975,
    forecastModel: 'weekday',
    ...more,
  };
}

const dayMs = 86_400_000;
export const dayFrom = (offset: number) =>
  new Date(Date.UTC(2026, 10, 22) + offset * dayMs).toISOString().slice(0, 10);

export function inventoryDetail(item: InventoryItem): InventoryDetail {
  return {
    item,
    currency: 'GBP',
    history: Array.from({ length: 400 }, (_, index) => ({
      day: dayFrom(index - 400),
      quantity: (index * 7) % 5,
      ...(index > 380 && index < 384 && { stockedOut: true }),
    })),
    forecast: {
      madeAt: '2026-11-22T03:00:00Z',
      model: 'weekday',
      levels: [0.1, 0.25, 0.5, 0.75, 0.9],
      days: Array.from({ length: 28 }, (_, index) => ({
        day: dayFrom(index),
        mean: 2.3,
        quantiles: [0, 1, 2, 3, 5],
      })),
      weeks: Array.from({ length: 4 }, (_, index) => ({
        from: dayFrom(7 * index),
        to: dayFrom(7 * index + 6),
        mean: 16.1,
        quantiles: [9, 12, 16, 20, 24],
      })),
      backtest: { windows: 3, losses: { weekday: 0.31, tsb: 0.4 } },
    },
  };
}
