import { expect } from '@open-wc/testing';
import { claim, claimedByOthers, distinctTitle, fillsOfOthers, releaseClaim } from './exclusions.js';
import { createPageContext, pageContext } from './page-context.js';
import { randomUuid } from './random-name.js';
import { safeUrl } from './safe-url.js';

describe('createPageContext()', () => {
  it('tells listeners once, and only of what is different', () => {
    const context = createPageContext();
    const heard: string[][] = [];
    const unsubscribe = context.subscribe((changed) => heard.push([...changed]));
    context.update({ cart: ['A'], product: 'P' });
    context.update({ cart: ['A'] });
    unsubscribe();
    context.update({ cart: [] });
    expect(heard).to.deep.equal([['cart', 'product']]);
  });

  it('keeps events until the loader has come', () => {
    const context = createPageContext();
    context.track({ type: 'view', product: 'A' });
    const sent: unknown[] = [];
    context.onTrack((event) => sent.push(event));
    context.track({ type: 'view', product: 'B' });
    expect(sent).to.deep.equal([
      { type: 'view', product: 'A' },
      { type: 'view', product: 'B' },
    ]);
  });

  it('is one for the whole page', () => {
    expect(pageContext()).to.equal(pageContext());
  });
});

describe('claim(row, items, count)', () => {
  const item = (n: number) => ({ product: `P${n}`, group: `G${n}` });

  it('gives a product, or another variant of it, to one row only', () => {
    const [first, second] = [{}, {}];
    const popular = { items: [item(1), item(2), item(3)], filledBy: 'trending' };
    expect(claim(first, popular, 2)).to.deep.equal([item(1), item(2)]);
    const variant = { product: 'P9', group: 'G1' };
    const answer = { items: [variant, item(2), item(3), item(4)], filledBy: 'related' };
    expect(claim(second, answer, 3)).to.deep.equal([item(3), item(4)]);
    expect(claimedByOthers(second)).to.deep.equal(['P1', 'P2']);
    expect(fillsOfOthers(second)).to.deep.equal(['trending']);
    expect(distinctTitle(first, 'Popular', 'Picked')).to.equal('Popular');
    expect(distinctTitle(first, 'Popular', 'Picked')).to.equal('Popular');
    expect(distinctTitle(second, 'Popular', 'Related')).to.equal('Related');
    releaseClaim(first);
    expect(distinctTitle(second, 'Popular', 'Related')).to.equal('Popular');
    expect(claimedByOthers(second)).to.deep.equal([]);
    releaseClaim(second);
  });
});

describe('safeUrl(address)', () => {
  it('lets http(s) and relative addresses through, and nothing else', () => {
    for (const good of ['https://a.example/x', '/x', 'x?y']) expect(safeUrl(good)).to.equal(good);
    for (const bad of [
      'javascript:alert(1)',
      ' JaVaScript:alert(1)',
      'data:text/html,x',
      'http://[',
      undefined,
    ]) {
      expect(safeUrl(bad)).to.equal(undefined);
    }
  });
});

describe('randomUuid()', () => {
  it('makes version 4 UUIDs that differ', () => {
    const made = Array.from({ length: 50 }, randomUuid);
    for (const one of made) {
      expect(one).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
    expect(new Set(made)).to.have.length(50);
  });
});
