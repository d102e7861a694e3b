import { describe, expect, it } from 'vitest';
import { testSettings } from '../../../test/store-contract/settings.js';
import type { ProductDocument } from '../../stores/port/documents.js';
import type { StockFacts } from './product-advice.js';
import { stockDecision } from './stock-alerts.js';

const at = new Date('2026-11-22T12:00:00Z');
const today = '2026-11-22';
const settings = { ...testSettings, leadTime: { mean: 7, sd: 0 }, reviewPeriod: 7, serviceLevel: 0.9 };
const product = { id: 'mug-id', key: 'mug', title: 'Mug', source: 'catalogue' } as unknown as ProductDocument;

/** A forecast of two units a day, so that the reorder point is 28. */
function forecast(perDay = 2) {
  const days = Array.from({ length: 112 }, (_, i) => i + 1);
  const means = days.map((day) => day * perDay);
  const cumulative = { days, means, levels: [0.5, 0.9], quantiles: means.flatMap((mean) => [mean, mean]) };
  return { cumulative, startDay: today, model: 'tsb', madeAt: at };
}

function decide(stock: Partial<StockFacts>, of: Partial<ProductDocument> = {}, perDay = 2) {
  const facts: StockFacts = { productId: 'mug-id', onOrder: 0, ...stock };
  return stockDecision({ ...product, ...of }, facts, forecast(perDay), { settings, today, at });
}
const outOfStock = 'out-of-stock:mug';
const reorder = 'reorder:mug';

describe('stockDecision(…)', () => {
  it('opens no alert for enough stock, and closes both', () => {
    const { open, close, advice } = decide({ stockLevel: 29 });
    expect([open, close]).toEqual([[], [outOfStock, reorder]]);
    expect(advice).toMatchObject({ productId: 'mug-id', reorderPoint: 28, restockAlert: false });
    expect(advice).not.toHaveProperty('advice');
  });

  it('warns at the reorder point', () => {
    const { open, close, advice } = decide({ stockLevel: 28 });
    expect(open).toMatchObject([
      { key: reorder, kind: 'reorder', severity: 'warning', productId: 'mug-id', since: at },
    ]);
    expect(open).toHaveLength(1);
    expect(close).toEqual([outOfStock]);
    expect(advice.restockAlert).toBe(true);
  });

  it('is critical at no stock', () => {
    const { open, close } = decide({ stockLevel: 0 });
    expect(open).toMatchObject([
      { key: outOfStock, kind: 'out-of-stock', severity: 'critical', productId: 'mug-id', since: at },
      { key: reorder, kind: 'reorder', severity: 'critical' },
    ]);
    expect(close).toEqual([]);
    expect(decide({ stockLevel: 1 }).open).toMatchObject([{ key: reorder, severity: 'warning' }]);
    expect(decide({ stockLevel: -1 }).open.map(({ key }) => key)).toEqual([outOfStock, reorder]);
  });

  it('does not ask for an order when enough is on its way', () => {
    const { open, close } = decide({ stockLevel: 0, onOrder: 60 });
    expect(open.map(({ key }) => key)).toEqual([outOfStock]);
    expect(close).toEqual([reorder]);
  });

  it('opens no alert for a sold-out product without expected demand', () => {
    expect(decide({ stockLevel: 0 }, {}, 0).open).toEqual([]);
  });

  it('opens no alert for an uncounted product', () => {
    expect(decide({}).open).toEqual([]);
  });

  it.each([{ deletedAt: at }, { source: 'page' as const }, { availability: 'discontinued' as const }])(
    'opens no alert for a product with %o, and closes both',
    (changes) => {
      const { open, close } = decide({ stockLevel: 0 }, changes);
      expect([open, close]).toEqual([[], [outOfStock, reorder]]);
    },
  );

  it('advises no order of a deleted product', () => {
    expect(decide({ stockLevel: 0 }, { deletedAt: at }).advice.restockAlert).toBe(false);
    expect(decide({ stockLevel: 0 }).advice.restockAlert).toBe(true);
  });
});
