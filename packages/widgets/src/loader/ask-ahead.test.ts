import { expect, fixture, html } from '@open-wc/testing';
import { openPage, requestsOf, waitUntil } from '../../test/page.js';
import { pageContext } from '../internal/page-context.js';
import type { ShopRecs } from '../shop-recs/shop-recs.js';
import { rowAddress } from '../internal/row-address.js';
import { askAhead } from './ask-ahead.js';

const rowOf = (markup: string) => {
  const row = document.createElement('template');
  row.innerHTML = markup;
  return row.content.firstElementChild!;
};

describe('askAhead(context, row)', () => {
  it('asks what the row would, which then need not ask', async () => {
    const key = openPage('ok', { product: 'P-5' });
    const page = await fixture(
      html`<div>
        <shop-recs placement="related" limit="3" category="Mugs"></shop-recs>
        <shop-recs placement="trending" product="P-1"></shop-recs>
      </div>`,
    );
    const rows = [...page.querySelectorAll('shop-recs')];
    rows.forEach((row) => askAhead(pageContext(), row));
    expect(Object.keys(pageContext().answers)).to.have.length(2);
    await import('../shop-recs/shop-recs.js');
    for (const row of rows) await waitUntil(() => row.shadowRoot?.querySelector('li[data-product]'));
    expect(Object.keys(pageContext().answers)).to.have.length(0);
    // A row whose products the other one shows already asks for more of them, by POST.
    const requests = (await requestsOf(key)).filter(({ method }) => method === 'GET');
    expect(requests).to.have.length(2);
  });

  it('asks nothing for rows that depend on the visitor, the cart, or a product not found yet', () => {
    const before = Object.keys(pageContext().answers).length;
    const cases: [Parameters<typeof openPage>[1], string][] = [
      [{}, '<div></div>'],
      [{}, '<div placement="for-you"></div>'],
      [{ cart: ['P-1'] }, '<div placement="trending"></div>'],
      [{ detected: false }, '<div placement="related"></div>'],
    ];
    for (const [state, markup] of cases) {
      openPage('ok', state);
      askAhead(pageContext(), rowOf(markup));
    }
    expect(Object.keys(pageContext().answers)).to.have.length(before);
  });

  it('leaves a row to ask for itself when the answer did not come', async () => {
    const key = openPage('error', { product: 'P-5' });
    const address = rowAddress(pageContext().state, {
      placement: 'similar',
      product: 'P-5',
      category: '',
      limit: 2,
    });
    pageContext().answers[`${address}similar`] = Promise.resolve(undefined);
    const row = await fixture<ShopRecs>(html`<shop-recs placement="similar" limit="2"></shop-recs>`);
    await waitUntil(() => row.shadowRoot?.querySelector('.message .add'));
    expect((await requestsOf(key)).length).to.equal(2);
  });
});
