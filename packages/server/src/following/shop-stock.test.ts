import { beforeEach, describe, expect, it } from 'vitest';
import type { InventoryDocument } from '../stores/port/documents.js';
import { ShopStock } from './shop-stock.js';

const documentOf = (productId: string, stockLevel?: number, onOrder = 0) =>
  ({ productId, ...(stockLevel !== undefined && { stockLevel }), onOrder }) as InventoryDocument;
const [mug, cup] = ['mug', 'cup'];

let stock: ShopStock;
beforeEach(() => {
  stock = new ShopStock();
});
/** Whether the revision changed during the work. */
const isChangedBy = (work: () => void) => {
  const before = stock.revision;
  work();
  return stock.revision !== before;
};

describe('at first', () => {
  it('holds levels alone, and keeps the one it has when a document tells none', () => {
    expect(isChangedBy(() => stock.put(documentOf(mug, 5)))).toBe(false);
    stock.put(documentOf(cup));
    expect([stock.level(mug), stock.level(cup), stock.document(mug)]).toEqual([5, undefined, undefined]);
    stock.put(documentOf(mug));
    expect(stock.level(mug)).toBe(5);
    expect(stock.hasDocuments).toBe(false);
  });
});

describe('keepDocuments()', () => {
  it('keeps documents from now on; has them once all were put', () => {
    stock.put(documentOf(mug, 5));
    stock.keepDocuments();
    stock.put(documentOf(cup, 3));
    expect([stock.level(mug), stock.level(cup)]).toEqual([5, 3]);
    expect([stock.document(mug), stock.document(cup)]).toEqual([undefined, documentOf(cup, 3)]);
    expect(stock.hasDocuments).toBe(false);
    stock.put(documentOf(mug, 4));
    stock.completeDocuments();
    expect(stock.hasDocuments).toBe(true);
    expect([stock.level(mug), stock.document(mug)]).toEqual([4, documentOf(mug, 4)]);
  });

  it('takes the level from the document, also when the document has none', () => {
    stock.put(documentOf(mug, 5));
    stock.keepDocuments();
    stock.put(documentOf(mug));
    expect(stock.level(mug)).toBeUndefined();
  });

  it('changes the revision with each document that differs', () => {
    stock.keepDocuments();
    expect(isChangedBy(() => stock.put(documentOf(mug, 5)))).toBe(true);
    expect(isChangedBy(() => stock.put(documentOf(mug, 5)))).toBe(false);
    expect(isChangedBy(() => stock.put(documentOf(mug, 5, 10)))).toBe(true);
  });
});

describe('dropDocuments()', () => {
  it('keeps the levels, and changes the revision', () => {
    stock.keepDocuments();
    for (const document of [documentOf(mug, 5), documentOf(cup)]) stock.put(document);
    stock.completeDocuments();
    expect(isChangedBy(() => stock.dropDocuments())).toBe(true);
    expect([stock.hasDocuments, stock.document(mug), stock.level(mug)]).toEqual([false, undefined, 5]);
    stock.put(documentOf(mug, 4));
    expect([stock.document(mug), stock.level(mug)]).toEqual([undefined, 4]);
  });

  it('during a read of all documents keeps that read from being complete', () => {
    stock.keepDocuments();
    stock.put(documentOf(mug, 5));
    stock.dropDocuments();
    stock.put(documentOf(cup, 3));
    stock.completeDocuments();
    expect(stock.hasDocuments).toBe(false);
    expect([stock.level(mug), stock.level(cup)]).toEqual([5, 3]);
  });
});

it('revision differs between two shops', () => {
  expect(new ShopStock().revision).not.toBe(new ShopStock().revision);
});
