import type { ShopProduct } from '../catalogue/catalogue.js';
import type { Dataset, StockEntry } from './dataset.js';
import { assistantFaq } from './faq.js';
import { withHeldLines } from './held-lines.js';
import { simulatedOf, type LoadState } from './load-state.js';
import { beyond } from './order-digests.js';
import type { ShelfwiseApi } from './shelfwise-api.js';
import { shopSettings } from './shop-settings.js';
import { changesSince, tellChanges, tellLevels, tellOnOrder, type Progress } from './stock-changes.js';
import { toLevel, toOrder, toProduct, toTerms } from './to-wire.js';

/** Where the shop stands, and from where else its pages may be tried. */
export interface ShopAddress {
  shopUrl: string;
  otherOrigins: string[];
}

/** A whole shop, for the first time. Sending it again changes nothing, so an interrupted load simply starts over. */
export async function loadShop(
  api: ShelfwiseApi,
  dataset: Dataset,
  { shopUrl, otherOrigins }: ShopAddress,
  isDemo: boolean,
  progress: Progress,
): Promise<void> {
  const { products, orders, stock = [] } = dataset;
  const stockOf = new Map(stock.map((entry) => [entry.product, entry]));
  await api.patchShop(shopSettings([shopUrl, ...otherOrigins], isDemo));
  await api.postAll('/v1/faq', 'entries', isDemo ? assistantFaq : [], { batchSize: 500 });
  progress('questions', 1, 1);
  await api.postAll(
    '/v1/products',
    'products',
    products.map((product) => toProduct(product, shopUrl, stockOf.get(product.code))),
    { onBatch: (done) => progress('products', done, products.length) },
  );
  // The assistant learns from products and questions alone, so it learns while orders are still on their way.
  await api.startJob('train-assistant');
  await loadStock(api, stock, progress);
  await api.postAll('/v1/orders', 'orders', orders.map(toOrder), {
    extra: { mode: 'import' },
    onBatch: (done) => progress('orders', done, orders.length),
  });
}

async function loadStock(api: ShelfwiseApi, stock: StockEntry[], progress: Progress): Promise<void> {
  if (stock.length === 0) return;
  await api.postAll('/v1/inventory/terms', 'terms', stock.map(toTerms), { batchSize: 2000 });
  await tellLevels(api, stock.map(toLevel), progress);
}

/**
 * The days that have passed: new orders, orders changed since, and what the simulation did to stock meanwhile. Its
 * changes are added to the stock, so that orders placed in the demo keep their effect; `keep` notes them before the first
 * is told, so that a start after one that was broken off sends the same, and adds nothing twice.
 */
export async function loadNewDays(
  api: ShelfwiseApi,
  dataset: Dataset,
  state: LoadState,
  shopUrl: string,
  progress: Progress,
  keep: (state: LoadState) => void,
): Promise<number> {
  const before = await tellUntold(api, state, keep);
  const orders =
    state.orders === undefined
      ? dataset.orders.filter(({ changedAt }) => changedAt > state.loadedUntil)
      : await withHeldLines(api, state.orders, beyond(state.orders, dataset.orders));
  const stock = dataset.stock ?? [];
  const stockOf = new Map(stock.map((entry) => [entry.product, entry]));
  await api.postAll(
    '/v1/products',
    'products',
    dataset.products.map((product) => toProduct(product, shopUrl, stockOf.get(product.code))),
    { onBatch: (done) => progress('products', done, dataset.products.length) },
  );
  await api.postAll('/v1/orders', 'orders', orders.map(toOrder), {
    extra: { mode: 'import' },
    onBatch: (done) => progress('orders', done, orders.length),
  });
  if (stock.length > 0) {
    const changes = changesSince(before.simulated, stock);
    keep({ ...before, untold: { changes, simulated: simulatedOf(stock) } });
    await tellChanges(api, changes);
    await tellOnOrder(api, stock, progress);
  }
  return orders.length;
}

/** What a load that was broken off had worked out; those that arrived then are known by their reference. */
async function tellUntold(
  api: ShelfwiseApi,
  state: LoadState,
  keep: (state: LoadState) => void,
): Promise<LoadState> {
  const { untold, ...told } = state;
  if (untold === undefined) return state;
  await tellChanges(api, untold.changes);
  const before = { ...told, simulated: untold.simulated };
  keep(before);
  return before;
}

/**
 * The shop stands at another address than before: its pages may speak from there, and products lead there. Origins
 * that the owner added stay.
 */
export async function moveShop(
  api: ShelfwiseApi,
  products: ShopProduct[],
  before: LoadState,
  { shopUrl, otherOrigins }: ShopAddress,
  progress: Progress,
): Promise<void> {
  const former = new Set([before.shopUrl, ...(before.otherOrigins ?? [])]);
  const { allowedOrigins } = await api.shop();
  const others = allowedOrigins.filter((origin) => !former.has(origin));
  await api.patchShop({ allowedOrigins: [...new Set([shopUrl, ...otherOrigins, ...others])] });
  await api.postAll(
    '/v1/products',
    'products',
    products.map((product) => {
      const stockLevel = before.simulated[product.code];
      return toProduct(product, shopUrl, stockLevel === undefined ? undefined : { stockLevel });
    }),
    { onBatch: (done) => progress('products', done, products.length) },
  );
}
