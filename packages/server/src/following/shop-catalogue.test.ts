import { beforeEach, describe, expect, it } from 'vitest';
import type { InventoryDocument, ProductDocument } from '../stores/port/documents.js';
import { ShopCatalogue } from './shop-catalogue.js';

const at = (minute: number) => new Date(Date.parse('2026-11-22T12:00:00Z') + minute * 60_000);
const idOf = (key: string) => Buffer.from(key.padStart(12, '0')).toString('hex');
const product = (key: string, more: Partial<ProductDocument> = {}): ProductDocument => ({
  id: idOf(key),
  shopId: 'a'.repeat(24),
  key,
  groupKey: key,
  title: `Title of ${key}`,
  url: `/p/${key}`,
  price: 500,
  categories: [],
  attributes: {},
  availability: 'in_stock',
  hidden: false,
  aliases: [],
  source: 'catalogue',
  createdAt: at(0),
  updatedAt: at(0),
  ...more,
});
/** The same product, changed a minute later. */
const changed = (former: ProductDocument, more: Partial<ProductDocument>): ProductDocument => ({
  ...former,
  ...more,
  updatedAt: new Date(former.updatedAt.getTime() + 60_000),
});

let catalogue: ShopCatalogue;
beforeEach(() => {
  catalogue = new ShopCatalogue('GBP');
});
const putStock = (productId: string, stockLevel: number) =>
  catalogue.putStock({ productId, stockLevel } as InventoryDocument);
const put = (...products: ProductDocument[]) => {
  for (const one of products) catalogue.putProduct(one);
};
/** Whether cards, and whether products changed during the work. */
const changesOf = (work: () => void) => {
  const [cards, products] = [catalogue.cardRevision, catalogue.revision];
  work();
  return { cards: catalogue.cardRevision !== cards, products: catalogue.revision !== products };
};

describe('putProduct(...)', () => {
  it('holds products by key, id, alias and group, and moves them when they change', () => {
    const mug = product('mug', { groupKey: 'mugs', aliases: [{ type: 'sku', value: 'SKU-Mug' }] });
    put(mug);
    expect(catalogue.resolve('mug')).toBe(mug);
    expect(catalogue.resolve('sku-mUG')).toBe(mug);
    expect(catalogue.productsById.get(mug.id)).toBe(mug);
    const cup = changed(mug, { key: 'cup', groupKey: 'cups', aliases: [] });
    put(cup);
    expect(catalogue.resolve('mug')).toBeUndefined();
    expect(catalogue.resolve('sku-mug')).toBeUndefined();
    expect(catalogue.resolve('cup')).toBe(cup);
    expect(catalogue.productsById.get(mug.id)).toBe(cup);
    expect([...catalogue.groups.keys()]).toEqual(['cups']);
    expect(catalogue.card('mugs')).toBeUndefined();
  });

  it('finds by key before it finds by alias, and leaves an alias to the product that took it over', () => {
    const mug = product('mug', { aliases: [{ type: 'sku', value: 'cup' }] });
    const pot = product('pot', { aliases: [{ type: 'sku', value: 'CUP' }] });
    put(mug, pot);
    expect(catalogue.resolve('Cup')).toBe(pot);
    put(changed(mug, { aliases: [] }));
    expect(catalogue.resolve('Cup')).toBe(pot);
    const cup = product('cup');
    put(cup);
    expect(catalogue.resolve('cup')).toBe(cup);
  });

  it('keeps the variants of a group in the order of their keys', () => {
    put(product('b', { groupKey: 'g' }), product('c', { groupKey: 'g' }), product('a', { groupKey: 'g' }));
    expect(catalogue.groups.get('g')?.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    put(changed(product('b', { groupKey: 'g' }), { deletedAt: at(1) }));
    expect(catalogue.groups.get('g')?.map(({ key }) => key)).toEqual(['a', 'c']);
  });

  it('takes the same version once, and never takes deleted products and stubs', () => {
    expect(changesOf(() => put(product('mug')))).toEqual({ cards: true, products: true });
    expect(changesOf(() => put(product('mug', { price: 1 })))).toEqual({ cards: false, products: false });
    const absent = [product('gone', { deletedAt: at(0) }), product('seen', { source: 'page' })];
    const before = catalogue.revision;
    expect(changesOf(() => put(...absent))).toEqual({ cards: false, products: false });
    put(product('cup'));
    expect(catalogue.revision).toBe(before + 1);
    put(changed(product('cup'), { deletedAt: at(1) }));
    expect([...catalogue.products.keys()]).toEqual(['mug']);
  });

  it('drops a product that was deleted, and takes it up again when it is back', () => {
    put(product('mug'));
    const gone = changed(product('mug'), { deletedAt: at(1) });
    expect(changesOf(() => put(gone))).toEqual({ cards: true, products: true });
    expect([catalogue.products.size, catalogue.productsById.size, catalogue.groups.size]).toEqual([0, 0, 0]);
    expect(catalogue.card('mug')).toBeUndefined();
    const { deletedAt: _, ...back } = changed(gone, {});
    put(back);
    expect(catalogue.card('mug')?.product).toBe('mug');
  });

  it('makes a new card after a change, also for a group whose card was asked for', () => {
    put(product('mug'));
    expect(catalogue.card('mug')?.price).toBe(500);
    put(changed(product('mug'), { price: 600 }));
    expect(catalogue.card('mug')?.price).toBe(600);
    expect(catalogue.card('cup')).toBeUndefined();
    put(product('cup'));
    expect(catalogue.card('cup')?.product).toBe('cup');
  });
});

describe('isBuyable(...)', () => {
  it.each([
    ['in stock', {}, undefined, true],
    ['in stock, a level above zero', {}, 1, true],
    ['in stock, a level of zero', {}, 0, false],
    ['in stock, sold below zero', {}, -1, false],
    ['out of stock', { availability: 'out_of_stock' }, 5, false],
    ['on preorder without stock', { availability: 'preorder' }, 0, true],
    ['on backorder without stock', { availability: 'backorder' }, 0, true],
    ['hidden', { hidden: true }, 5, false],
    ['deleted', { deletedAt: at(1) }, 5, false],
    ['seen on a page only', { source: 'page' }, 5, false],
  ] as const)('%s', (_what, more, level, isBuyable) => {
    const one = product('mug', more);
    put(one);
    if (level !== undefined) putStock(one.id, level);
    expect(catalogue.isBuyable(one)).toBe(isBuyable);
  });
});

describe('card(...)', () => {
  it('shows the first variant that can be bought, with all of them to choose from', () => {
    put(
      product('a', { groupKey: 'g', availability: 'out_of_stock' }),
      product('b', { groupKey: 'g', variantTitle: 'Blue', salePrice: 400 }),
      product('c', { groupKey: 'g' }),
    );
    expect(catalogue.card('g')).toEqual({
      product: 'b',
      group: 'g',
      title: 'Title of b',
      url: '/p/b',
      price: 500,
      salePrice: 400,
      currency: 'GBP',
      availability: 'in_stock',
      variants: [
        { product: 'b', title: 'Blue', price: 500, salePrice: 400 },
        { product: 'c', title: 'Title of c', price: 500 },
      ],
    });
  });

  it('shows the preferred variant if it can be bought, and has no variants of a single one', () => {
    const rating = { value: 4.5, count: 10 };
    put(product('a', { groupKey: 'g' }), product('b', { groupKey: 'g', image: '/b.jpg', rating }));
    expect(catalogue.card('g', 'b')).toMatchObject({ product: 'b', image: '/b.jpg', rating });
    expect(catalogue.card('g', 'z')?.product).toBe('a');
    expect(catalogue.card('none', 'z')).toBeUndefined();
    putStock(idOf('b'), 0);
    expect(catalogue.card('g', 'b')?.product).toBe('a');
    expect(catalogue.card('g')).not.toHaveProperty('variants');
    expect(Object.keys(catalogue.card('g')!).sort()).toEqual(
      ['availability', 'currency', 'group', 'price', 'product', 'title', 'url'].sort(),
    );
  });

  it('is the same object until something changes', () => {
    put(product('mug'));
    expect(catalogue.card('mug')).toBe(catalogue.card('mug'));
  });
});

describe('putStock(...)', () => {
  it('changes cards when stock runs out or comes back, and never the revision of products', () => {
    put(product('mug'));
    const id = idOf('mug');
    expect(changesOf(() => putStock(id, 5))).toEqual({ cards: false, products: false });
    expect(changesOf(() => putStock(id, 0))).toEqual({ cards: true, products: false });
    expect(catalogue.card('mug')).toBeUndefined();
    expect(changesOf(() => putStock(id, -2))).toEqual({ cards: false, products: false });
    expect(changesOf(() => putStock(id, 1))).toEqual({ cards: true, products: false });
    expect(catalogue.card('mug')?.product).toBe('mug');
  });

  it('of a product that is not shown changes no card, and counts once the product is there', () => {
    expect(changesOf(() => putStock(idOf('mug'), 0))).toEqual({ cards: false, products: false });
    put(product('mug'));
    expect(catalogue.card('mug')).toBeUndefined();
  });
});

describe('setCurrency(...)', () => {
  it('makes new cards in another currency, and does nothing for the same one', () => {
    put(product('mug'));
    expect(catalogue.card('mug')?.currency).toBe('GBP');
    expect(changesOf(() => catalogue.setCurrency('GBP'))).toEqual({ cards: false, products: false });
    expect(changesOf(() => catalogue.setCurrency('EUR'))).toEqual({ cards: true, products: false });
    expect(catalogue.card('mug')?.currency).toBe('EUR');
  });
});

describe('newestGroups()', () => {
  it('lists groups by their oldest variant, the newest first, equal ones by key', () => {
    put(
      product('old', { createdAt: at(1) }),
      product('b', { createdAt: at(3) }),
      product('a', { createdAt: at(3) }),
      product('c', { createdAt: at(3) }),
      product('mixed-1', { groupKey: 'mixed', createdAt: at(2) }),
      product('mixed-2', { groupKey: 'mixed', createdAt: at(9) }),
    );
    expect(catalogue.newestGroups()).toEqual(['a', 'b', 'c', 'mixed', 'old']);
    expect(catalogue.newestGroups()).toBe(catalogue.newestGroups());
    put(product('newest', { createdAt: at(10) }));
    expect(catalogue.newestGroups()[0]).toBe('newest');
  });
});

it('cardRevision differs between two catalogues of the process, however alike they are', () => {
  const other = new ShopCatalogue('GBP');
  for (const one of [catalogue, other]) one.putProduct(product('mug'));
  expect(catalogue.revision).toBe(other.revision);
  expect(catalogue.cardRevision).not.toBe(other.cardRevision);
});
