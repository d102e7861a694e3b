import { describe, expect, it } from 'vitest';
import { decodeArrays, encodeArrays } from '../numeric/index.js';
import { placements, type Placement } from '../wire/index.js';
import { fitRecommender, type RecommendableItem } from './fit-recommender.js';
import { decodeRecommender, encodeRecommender } from './recommender-codec.js';
import { createRecommender, type Recommender, type RowQuery } from './recommender.js';
import { emptySequences, SequencesBuilder } from './sequences.js';

const titles = ['Red mug', 'Blue mug', 'Tea spoon', 'Tea pot', 'Garden owl', 'Garden lamp'];
const items: RecommendableItem[] = titles.map((title, n) => ({
  group: `g${n}`,
  title,
  categories: [n < 4 ? 'Kitchen' : 'Garden'],
  price: 500,
  addedDay: n,
}));

function shopData() {
  const baskets = new SequencesBuilder();
  for (let n = 0; n < 6; n++) baskets.add([0, 2], n, n);
  for (let n = 0; n < 4; n++) baskets.add([0, 3], n, n + 6);
  const visits = new SequencesBuilder();
  for (let n = 0; n < 4; n++) visits.add([1, 4], n, n + 20);
  // What rises, in a shop that is no longer new.
  visits.add([1], -90, 19);
  for (let n = 0; n < 9; n++) visits.add([4], 9, n + 30);
  return { items, baskets: baskets.build(), visits: visits.build(), today: 10 };
}

const model = fitRecommender(shopData());
const recommender = createRecommender(model);
const ask = (query: Partial<RowQuery>) =>
  recommender.row({
    placement: 'for-you',
    product: undefined,
    category: undefined,
    cart: [],
    viewed: [],
    bought: [],
    limit: 3,
    accept: () => true,
    ...query,
  });
const numbersOf = (query: Partial<RowQuery>) => ask(query).items.map(({ item }) => item);

describe('createRecommender().row', () => {
  it('shows what is bought together, best first, and says with what', () => {
    const row = ask({ placement: 'bought-together', product: 0, limit: 2 });
    expect(row.items).toEqual([
      { item: 2, rung: 'bought-together', code: 'bought-with', because: 0 },
      { item: 3, rung: 'bought-together', code: 'bought-with', because: 0 },
    ]);
    expect(row).toMatchObject({ filledBy: 'bought-together', personal: false });
  });

  it('shows two products of one title once, and none with the title of the page', () => {
    const titleOf = (item: number) => ['Mug', 'mug', 'Spoon', 'SPOON', 'Owl', 'Lamp'][item];
    expect(numbersOf({ placement: 'bought-together', product: 0, limit: 6, titleOf })).toEqual([2, 4, 5]);
  });

  it('fills related by sales where nobody looked, apart from what is bought together', () => {
    const row = ask({ placement: 'related', product: 0, limit: 1 });
    expect(row).toMatchObject({ filledBy: 'related', items: [{ item: 3, code: 'bought-with', because: 0 }] });
  });

  it('shows what visits went on to for related, and what is alike for similar', () => {
    expect(numbersOf({ placement: 'related', product: 1, limit: 1 })).toEqual([4]);
    expect(numbersOf({ placement: 'similar', product: 0, limit: 1 })).toEqual([1]);
  });

  it('falls down the ladder with the reason of each rung', () => {
    const row = ask({ placement: 'bought-together', product: 4, limit: 5 });
    expect(row.items.map(({ code }) => code)).toEqual([
      'viewed-also',
      'similar-to',
      'bestseller',
      'bestseller',
      'bestseller',
    ]);
    expect(row.filledBy).toBe('bestsellers');
  });

  it('leaves to other rows what they show, but not its own first choice nor a place empty', () => {
    const firstCode = (placement: Placement, rows: Placement[]) =>
      ask({ placement, rows, limit: 1 }).items[0]!.code;
    expect(firstCode('for-you', [])).toBe('trending');
    expect(firstCode('for-you', ['trending'])).toBe('bestseller');
    expect(firstCode('for-you', ['trending', 'bestsellers'])).toBe('most-viewed');
    expect(firstCode('trending', ['trending'])).toBe('trending');
    expect(numbersOf({ placement: 'bought-together', product: 0, rows: ['related', 'similar'] })).toEqual(
      expect.arrayContaining([2, 3]),
    );
    expect(numbersOf({ placement: 'cart', rows: [...placements], limit: 6 })).toHaveLength(6);
  });

  it('fills every placement with nothing known, and never twice with the same item', () => {
    for (const placement of placements) {
      const shown = numbersOf({ placement, limit: 6 });
      expect(new Set(shown).size).toBe(6);
    }
  });

  it('never shows the product itself, the cart, or what is not accepted', () => {
    for (const placement of placements) {
      const shown = numbersOf({
        placement,
        product: 0,
        cart: [2],
        viewed: [1],
        accept: (item) => item !== 3,
        limit: 6,
      });
      expect(shown).not.toContain(0);
      expect(shown).not.toContain(2);
      expect(shown).not.toContain(3);
    }
  });

  it('is personal where cart, views or purchases count, with the item that led there', () => {
    expect(ask({ placement: 'cart', cart: [0] })).toMatchObject({
      personal: true,
      items: [{ item: 2, code: 'goes-with-cart', because: 0 }, { item: 3 }, {}],
    });
    expect(ask({ bought: [2] }).items[0]).toMatchObject({ item: 0, code: 'because-you-bought', because: 2 });
    expect(ask({ viewed: [1] }).items[0]).toMatchObject({ item: 4, code: 'because-you-viewed', because: 1 });
    expect(ask({ placement: 'recently-viewed', viewed: [1, 4, 1], limit: 2 }).items).toMatchObject([
      { item: 1, code: 'recently-viewed' },
      { item: 4 },
    ]);
    expect(ask({ placement: 'buy-again', bought: [3, 5, 3], limit: 1 }).items).toMatchObject([
      { item: 3, code: 'bought-before' },
    ]);
  });

  it('names the thing of a person that an item goes with best by sales', () => {
    // People who bought the lamp and the red mug bought the spoon, too; it is the mug that the spoon goes with.
    const baskets = new SequencesBuilder();
    for (let n = 0; n < 5; n++) {
      baskets.add([0, 2], n, n);
      baskets.add([5], n + 0.5, n);
    }
    for (let n = 5; n < 9; n++) baskets.add([5, 1], n, n);
    const shop = createRecommender(fitRecommender({ ...shopData(), baskets: baskets.build() }));
    const row = shop.row({
      placement: 'for-you',
      cart: [],
      viewed: [],
      bought: [0, 5],
      limit: 6,
      accept: () => true,
    });
    const becauseOf = Object.fromEntries(row.items.map(({ item, because }) => [item, because]));
    expect(becauseOf).toMatchObject({ 2: 0, 1: 5 });
  });

  it('shows nobody what one known person alone looked at or bought, however often', () => {
    const [baskets, visits] = [new SequencesBuilder(), new SequencesBuilder()];
    for (let n = 0; n < 9; n++) {
      visits.add([0, 4], 190 + n, 7);
      baskets.add([1, 5], 190 + n, 8);
    }
    for (let n = 0; n < 9; n++) visits.add([2], 10 + 20 * n, 9 + n);
    const data = { items, baskets: baskets.build(), visits: visits.build(), today: 200 };
    const shop = createRecommender(fitRecommender(data));
    const reasons = (query: Partial<RowQuery>) =>
      shop
        .row({
          placement: 'for-you',
          cart: [],
          viewed: [],
          bought: [],
          limit: 6,
          accept: () => true,
          ...query,
        })
        .items.map(({ code }) => code);
    const seen = [
      ...reasons({ placement: 'related', product: 0 }),
      ...reasons({ placement: 'bought-together', product: 1 }),
      ...reasons({ placement: 'cart', cart: [1] }),
      ...reasons({ placement: 'trending' }),
      ...reasons({ viewed: [0], bought: [1], accept: (item) => item === 4 || item === 5 }),
    ];
    for (const code of ['viewed-also', 'bought-with', 'goes-with-cart', 'trending', 'because-you-viewed'])
      expect(seen).not.toContain(code);
  });

  it('stays in the category that is asked for while it lasts', () => {
    const row = ask({ placement: 'bestsellers', category: 'Garden', limit: 3 });
    expect(row.items.slice(0, 2)).toMatchObject([
      { item: 4, code: 'most-viewed' },
      { item: 5, code: 'new' },
    ]);
    expect(ask({ placement: 'bestsellers', category: 'Kitchen', limit: 1 }).items).toMatchObject([
      { item: 0, code: 'bestseller-in-category', category: 'Kitchen' },
    ]);
  });

  it('calls nothing a bestseller that never sold: what is looked at, what is new and the rest have their own reasons', () => {
    const added = items.map((item, n) => ({ ...item, addedDay: n < 3 ? 1 : 195 + n }));
    const shop = (visits: SequencesBuilder) =>
      createRecommender(
        fitRecommender({ items: added, baskets: emptySequences, visits: visits.build(), today: 200 }),
      );
    const looked = new SequencesBuilder();
    for (let n = 0; n < 3; n++) looked.add([4], 200, n);
    for (const placement of ['bestsellers', 'trending', 'for-you', 'cart'] as const) {
      const rowOf = (recommender: Recommender) =>
        recommender.row({ placement, cart: [], viewed: [], bought: [], limit: 6, accept: () => true });
      const empty = rowOf(shop(new SequencesBuilder()));
      expect(empty.items.map(({ item, code }) => [item, code])).toEqual([
        ...[5, 4, 3].map((item) => [item, 'new']),
        ...[0, 1, 2].map((item) => [item, 'more-from-shop']),
      ]);
      expect(empty.filledBy).toBe('new');
      const seen = rowOf(shop(looked)).items.map(({ code }) => code);
      expect(seen).not.toContain('bestseller');
      if (placement === 'bestsellers') expect(seen[0]).toBe('most-viewed');
    }
  });

  it('gives an unknown number for an unknown group, and works for a shop of one product', () => {
    expect(recommender.itemOf('nothing')).toBeUndefined();
    const tiny = createRecommender(
      fitRecommender({
        ...shopData(),
        items: items.slice(0, 1),
        baskets: new SequencesBuilder().build(),
        visits: new SequencesBuilder().build(),
      }),
    );
    for (const placement of placements) {
      const query = {
        placement,
        product: 0,
        category: undefined,
        cart: [],
        viewed: [],
        bought: [],
        limit: 3,
      };
      expect(tiny.row({ ...query, accept: () => true }).items).toEqual([]);
    }
  });
});

describe('encodeRecommender / decodeRecommender', () => {
  it('give back the same model, and the same bytes for the same data', () => {
    const bytes = encodeRecommender(model);
    expect(decodeRecommender(bytes)).toEqual(model);
    expect(encodeRecommender(fitRecommender(shopData()))).toEqual(bytes);
  });

  it('read models of before, which did not say whose a visit was', () => {
    const bytes = encodeRecommender(model);
    const { meta, arrays } = decodeArrays(bytes, 'recommender', 1);
    const { 'session.people': _visitors, 'personal.people': _people, ...older } = arrays;
    const decoded = decodeRecommender(encodeArrays({ kind: 'recommender', version: 1, meta, arrays: older }));
    expect([...new Set(decoded.session.people)]).toEqual([-1]);
    expect(createRecommender(decoded).itemOf('g1')).toBe(1);
  });

  it('refuse damaged bytes', () => {
    const bytes = encodeRecommender(model);
    for (const at of [0, 20, bytes.length >> 1, bytes.length - 9]) {
      const damaged = bytes.slice();
      damaged[at]! ^= 0x10;
      expect(() => decodeRecommender(damaged)).toThrow(RangeError);
    }
    expect(() => decodeRecommender(new Uint8Array(0))).toThrow(RangeError);
  });

  it('refuse a model whose numbers point outside it', () => {
    const wrong = { ...model, trending: Uint32Array.of(99) };
    expect(() => decodeRecommender(encodeRecommender(wrong))).toThrow(/trending/);
  });
});
