import { expect } from '@open-wc/testing';
import { findProduct } from './find-product.js';
import { productFromJsonLd } from './json-ld.js';

/** A page at the address of the test, holding the given blocks of data. */
function pageWith(...blocks: (object | string)[]): Document {
  const page = document.implementation.createHTMLDocument();
  for (const block of blocks) {
    const script = page.createElement('script');
    script.type = 'application/ld+json';
    script.textContent = typeof block === 'string' ? block : JSON.stringify(block);
    page.body.append(script);
  }
  return Object.defineProperties(page, {
    baseURI: { value: 'https://shop.example/mugs/red' },
    URL: { value: 'https://shop.example/mugs/red' },
  });
}

const product = (more: object) => ({
  '@context': 'https://schema.org',
  '@type': 'Product',
  name: 'Mug',
  ...more,
});

describe('productFromJsonLd(page)', () => {
  it('reads the sku of a product that stands by itself', () => {
    expect(productFromJsonLd(pageWith(product({ sku: 'M-1', productID: '7' })))).to.equal('M-1');
  });

  it('reads a number as a key, and productID where there is no sku', () => {
    expect(productFromJsonLd(pageWith(product({ sku: 4711 })))).to.equal('4711');
    expect(productFromJsonLd(pageWith(product({ sku: '', productID: '7' })))).to.equal('7');
  });

  it('finds it in an array, in a graph and as the main entity', () => {
    const own = product({ sku: 'M-1' });
    for (const block of [
      [{ '@type': 'Organization' }, own],
      { '@graph': [{ '@type': 'BreadcrumbList' }, own] },
      { '@type': 'ItemPage', mainEntity: own },
      { ...own, '@type': ['Thing', 'https://schema.org/Product'] },
    ]) {
      expect(productFromJsonLd(pageWith(block))).to.equal('M-1');
    }
  });

  it('takes the product whose url is the page’s own where there are several', () => {
    const own = product({ sku: 'M-1', url: '/mugs/red?colour=red' });
    const other = product({ sku: 'M-2', url: 'https://shop.example/mugs/blue' });
    expect(productFromJsonLd(pageWith(other, own))).to.equal('M-1');
  });

  it('finds none on a page that lists products', () => {
    const list = [1, 2, 3].map((n) => product({ sku: `M-${n}`, url: `/mugs/${n}` }));
    expect(productFromJsonLd(pageWith(list))).to.equal(undefined);
  });

  it('passes over a broken block', () => {
    expect(productFromJsonLd(pageWith('{ "@type": "Product", ', product({ sku: 'M-1' })))).to.equal('M-1');
  });
});

describe('findProduct(page)', () => {
  it('does not throw on data shaped like nothing we know', () => {
    const pages = [[null], [[[]]], [7], [{ '@type': 'Product', url: 'http://[' }, product({})], ['']];
    for (const blocks of pages) expect(findProduct(pageWith(...(blocks as object[])))).to.equal(undefined);
  });
});
