import { asKey } from './as-key.js';

type Thing = Record<string, unknown>;

/**
 * The product of a page by its schema.org data: `sku`, else `productID`, of a `Product` or `ProductGroup` that stands
 * by itself, in an array, in a `@graph` or as a page's `mainEntity`. A page that describes several products, such as a
 * category, is about the one whose `url` is the page's own, or about none.
 */
export function productFromJsonLd(page: Document): string | undefined {
  const products: Thing[] = [];
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      collect(JSON.parse(script.textContent), products);
    } catch {
      // One broken block says nothing about the others.
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
