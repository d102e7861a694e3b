import type { ProductDocument } from './documents.js';
import type { New } from './store.js';

/** What is known of a product of which only the key was seen on a page. Hidden until the catalogue confirms it. */
export const pageStub = (key: string): New<ProductDocument, 'deletedAt'> => ({
  key,
  groupKey: key,
  title: key,
  url: '',
  price: 0,
  categories: [],
  attributes: {},
  availability: 'in_stock',
  hidden: true,
  aliases: [],
  source: 'page',
});
