import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { openPage, requestsOf, settings, waitUntil } from '../../test/page.js';
import { cards, loaded, names, shadow } from '../../test/recs-page.js';
import { pageContext } from '../internal/page-context.js';
import type { ShopRecs } from './shop-recs.js';

describe('what <shop-recs> asks the server', () => {
  it('asks without preflight or personal data when there is nothing personal', async () => {
    const key = openPage('ok', { product: 'P-5' });
    await loaded(await fixture<ShopRecs>(html`<shop-recs placement="related" limit="3"></shop-recs>`));
    const asked = (await requestsOf(key))[0]!;
    expect(asked.method).to.equal('GET');
    expect(asked.body).to.deep.equal({
      key,
      placement: 'related',
      product: 'P-5',
      category: '',
      limit: '3',
      rows: 'related',
    });
  });

  it('sends visit, cart and visitor as plain text once they are known', async () => {
    const key = openPage('ok', {
      consent: { analytics: true, personalization: true, functionality: false },
      visitor: 'visitor-0123456789',
      recent: ['P-1', 'P-2'],
      cart: ['P-3'],
    });
    await loaded(await fixture<ShopRecs>(html`<shop-recs></shop-recs>`));
    const asked = (await requestsOf(key))[0]!;
    expect(asked.method).to.equal('POST');
    expect(asked.type).to.match(/^text\/plain/);
    expect(asked.body).to.deep.include({ recent: ['P-1', 'P-2'], cart: ['P-3'], placement: 'for-you' });
    expect(asked.body.visitor.key).to.equal('visitor-0123456789');
  });

  it('never shows a product that another row shows', async () => {
    openPage('ok');
    const both = await fixture(
      html`<div>
        <shop-recs limit="6"></shop-recs><shop-recs placement="trending" limit="6"></shop-recs>
      </div>`,
    );
    const rows = [...both.querySelectorAll('shop-recs')];
    await Promise.all(rows.map(loaded));
    const shown = rows.flatMap(names);
    expect(shown).to.have.length(12);
    expect(new Set(shown)).to.have.length(12);
  });

  it('asks for others when its products went to a row that was answered sooner', async () => {
    const key = openPage('held');
    const page = await fixture(
      html`<div>
        <shop-recs limit="6"></shop-recs><shop-recs placement="trending" limit="6"></shop-recs>
      </div>`,
    );
    const [late, soon] = [...page.querySelectorAll('shop-recs')];
    await loaded(soon!);
    await fetch(`/v1/fake/release?key=${key}`);
    await loaded(late!);
    const shown = [late!, soon!].flatMap(names);
    expect(shown).to.have.length(12);
    expect(new Set(shown)).to.have.length(12);
  });

  it('asks for what is the same for everybody before it knows who is looking, and shows it when it does', async () => {
    const key = openPage('ok', { settings: undefined });
    const page = await fixture(
      html`<div><shop-recs placement="trending"></shop-recs><shop-recs></shop-recs></div>`,
    );
    await waitUntil(async () => (await requestsOf(key)).length > 0);
    expect((await requestsOf(key)).map(({ body }) => body.placement as string)).to.deep.equal(['trending']);
    expect(cards(page.querySelector('shop-recs')!)).to.have.length(0);
    pageContext().update({ settings });
    await Promise.all([...page.querySelectorAll('shop-recs')].map(loaded));
    const asked = (await requestsOf(key)).map(({ body }) => body.placement as string);
    expect(asked).to.deep.equal(['trending', 'for-you']);
  });

  it('sends the cart, but not who is looking, where only the cart matters', async () => {
    const key = openPage('ok', {
      consent: { analytics: true, personalization: true, functionality: true },
      visitor: 'visitor-0123456789',
      recent: ['P-1'],
      cart: ['P-3'],
    });
    const row = await loaded(
      await fixture<ShopRecs>(html`<shop-recs placement="trending" limit="2"></shop-recs>`),
    );
    const { method, body } = (await requestsOf(key))[0]!;
    expect(method).to.equal('POST');
    expect(body).to.deep.equal({
      key,
      placement: 'trending',
      limit: 2,
      rows: ['trending'],
      cart: ['P-3'],
      recent: [],
      exclude: [],
    });
    pageContext().update({ visitor: undefined });
    await row.updateComplete;
    expect(await requestsOf(key)).to.have.length(1);
  });

  it('does not become the row that another is: it asks for something else, under words of its own', async () => {
    // Everybody new: rows about the visitor fall back to what is popular, which then two would show.
    openPage('popular');
    const page = await fixture(
      html`<div>
        <shop-recs limit="3"></shop-recs>
        <shop-recs placement="recently-viewed" limit="3"></shop-recs>
      </div>`,
    );
    const rows = [...page.querySelectorAll('shop-recs')];
    await Promise.all(rows.map(loaded));
    const titles = rows.map((row) => shadow(row).querySelector('h2')!.textContent);
    expect(titles).to.have.members(['Popular right now', 'Bestsellers']);
    expect(new Set(rows.flatMap(names))).to.have.length(6);
  });

  it('keeps its own name where another row gives the same reason, and gives the reason beneath it', async () => {
    openPage('shared');
    const page = await fixture(
      html`<div>
        <shop-recs placement="related" limit="2"></shop-recs>
        <shop-recs placement="similar" limit="2"></shop-recs>
      </div>`,
    );
    const rows = [...page.querySelectorAll('shop-recs')];
    await Promise.all(rows.map(loaded));
    const said = rows.map((row) => [
      shadow(row).querySelector('h2')!.textContent,
      shadow(row).querySelectorAll('[part=reason]').length,
    ]);
    const ofPlacement = { related: 'You may also like', similar: 'Similar products' };
    const [first, second] = said[0]![0] === 'Others looked at this too' ? [0, 1] : [1, 0];
    expect(said[first]).to.deep.equal(['Others looked at this too', 0]);
    expect(said[second]).to.deep.equal([ofPlacement[rows[second]!.placement as 'related' | 'similar'], 1]);
  });

  it('waits for the page to be searched before it asks about a product', async () => {
    const key = openPage('ok', { detected: false });
    const row = await fixture<ShopRecs>(html`<shop-recs placement="similar"></shop-recs>`);
    expect(await requestsOf(key)).to.have.length(0);
    pageContext().update({ detected: true, product: 'P-9' });
    await loaded(row);
    expect((await requestsOf(key)).map((asked) => asked.body.product as string)).to.deep.equal(['P-9']);
  });

  it('asks once more after a failure, then leaves no hole below the fold', async () => {
    const key = openPage('error');
    const page = await fixture<HTMLElement>(html`<div></div>`);
    const spacer = document.createElement('div');
    spacer.style.height = '3000px';
    const below = document.createElement('shop-recs');
    page.append(spacer, below);
    await waitUntil(() => shadow(below).querySelector('.message .add'), 'gave up');
    await below.updateComplete;
    expect(await requestsOf(key)).to.have.length(2);
    expect(below.getBoundingClientRect().height).to.equal(0);
  });

  it('lives on when it is taken away and put back', async () => {
    openPage('ok');
    const row = await loaded(await fixture<ShopRecs>(html`<shop-recs limit="2"></shop-recs>`));
    const parent = row.parentElement!;
    row.remove();
    await aTimeout(0);
    parent.append(row);
    await loaded(row);
    expect(names(row)).to.deep.equal(['P-1', 'P-2']);
  });
});
