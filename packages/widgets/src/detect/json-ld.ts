import { asKey } from './as-key.js';

type Thing = Record<string, unknown>;

/**
 * Finds the page's product in its schema.org data. The key is the `sku`, else the `productID`, of a `Product`
 * or `ProductGroup`, which may be in an array, in a `@graph` or in a page's `mainEntity`. If a page describes
 * several products, as a category does, only the one whose `url` is the page's own is taken.
 */
export function productFromJsonLd(page: Document): string | undefined {
  const products: Thing[] = [];
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      collect(JSON.parse(script.textContent), products);
    } catch {
      // A broken block does not affect the others.
    }
  }
  const own = products[1] ? products.filter((product) => isThisPage(product, page)) : products;
  return own.length === 1 ? keyOf(own[0]!) : undefined;
}

function collect(node: unknown, products: Thing[]): void {
  if (Array.isArray(node)) node.forEach((each) => collect(each, products));
  else if (Object(node) === node) {
    const thing = node as Thing;
    if ([thing['@type']].flat().some((type) => /(^|\/)Product(Group)?$/.test(type as string)))
      products.push(thing);
    else {
      collect(thing['@graph'], products);
      collect(thing.mainEntity, products);
    }
  }
}

function isThisPage(product: Thing, page: Document): boolean {
  const named = product.url ?? product['@id'];
  if (typeof named !== 'string') return false;
  const bare = (address: string) => new URL(address, page.baseURI).href.replace(/[?#].*/, '');
  return bare(named) === bare(page.URL);
}

const keyOf = ({ sku, productID, productGroupID }: Thing): string | undefined =>
  [sku, productID, productGroupID].map(asKey).find(Boolean);
