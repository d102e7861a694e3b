import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { openPage, waitUntil } from '../../test/page.js';
import { cards, loaded, shadow } from '../../test/recs-page.js';
import type { ShopAddToCartEvent } from '../events/shop-add-to-cart-event.js';
import type { ShopRecsClickEvent } from '../events/shop-recs-click-event.js';
import { pageContext, type TrackedEvent } from '../internal/page-context.js';
import type { ShopRecs } from './shop-recs.js';

describe('<shop-recs>', () => {
  it('is accessible while loading, with products, empty and after an error', async () => {
    for (const scenario of ['slow', 'ok', 'empty', 'error']) {
      openPage(scenario);
      const row = await fixture<ShopRecs>(html`<shop-recs></shop-recs>`);
      if (scenario === 'ok') await loaded(row);
      if (scenario === 'empty' || scenario === 'error') {
        await waitUntil(() => shadow(row).querySelector('.message'), scenario);
      }
      await expect(row).to.be.accessible();
      row.remove();
    }
  });

  it('shows title, price, old price struck through, rating, reason and a button', async () => {
    openPage('ok');
    const row = await loaded(await fixture<ShopRecs>(html`<shop-recs limit="2"></shop-recs>`));
    const [onSale, plain] = cards(row);
    expect(onSale!.querySelector('ins')!.textContent).to.equal('£9.95');
    expect(onSale!.querySelector('del')!.textContent).to.equal('£12.50');
    expect(onSale!.querySelector('[part=rating]')!.getAttribute('aria-label')).to.equal(
      '4.3 out of 5, 12 ratings',
    );
    expect(onSale!.querySelector('[part=reason]')!.textContent).to.equal('Often bought with Enamel teapot');
    expect(plain!.querySelector('del')).to.equal(null);
    expect(plain!.querySelector('[part=rating]')).to.equal(null);
    expect(plain!.querySelector('[part=price]')!.textContent.trim()).to.equal('£12.51');
  });

  it('shows a reason that all share once above the row, beneath a heading of the page', async () => {
    openPage('shared');
    const reasons = (row: ShopRecs) =>
      [...shadow(row).querySelectorAll('[part=reason]')].map(({ textContent }) => textContent);
    const named = await loaded(await fixture<ShopRecs>(html`<shop-recs limit="2"></shop-recs>`));
    expect(shadow(named).querySelector('h2')!.textContent).to.equal('Others looked at this too');
    expect(reasons(named)).to.deep.equal([]);
    named.remove();
    const own = html`<shop-recs limit="2" heading="You may also like"></shop-recs>`;
    const headed = await loaded(await fixture<ShopRecs>(own));
    expect(shadow(headed).querySelector('h2')!.textContent).to.equal('You may also like');
    expect(reasons(headed)).to.deep.equal(['Others looked at this too']);
    await expect(headed).to.be.accessible();
  });

  it('keeps the place of a shared reason from the start', async () => {
    openPage('shared');
    const row = await fixture<ShopRecs>(
      html`<shop-recs layout="grid" limit="2" heading="You may also like"></shop-recs>`,
    );
    const listTop = () => shadow(row).querySelector('ul')!.getBoundingClientRect().top;
    const before = [listTop(), row.offsetHeight];
    await loaded(row);
    expect(shadow(row).querySelector('[part=reason]')).not.to.equal(null);
    expect([listTop(), row.offsetHeight]).to.deep.equal(before);
  });

  it('shows markup in a title as text', async () => {
    openPage('ok');
    const row = await loaded(await fixture<ShopRecs>(html`<shop-recs></shop-recs>`));
    expect(cards(row)[2]!.querySelector('.name')!.textContent).to.equal('<b>Bold</b> <script>mug</script>');
    expect(shadow(row).querySelector('b, script')).to.equal(null);
  });

  it('shows odd products in the same box: no picture, no price, endless titles, no link', async () => {
    openPage('odd');
    const row = await loaded(await fixture<ShopRecs>(html`<shop-recs></shop-recs>`));
    const [free, endless, hebrew, script, gone, news] = cards(row);
    expect(free!.querySelector('[part=price]')!.textContent).to.equal('£0.00');
    expect(free!.querySelector('img')).to.equal(null);
    expect(script!.querySelector('a')!.hasAttribute('href')).to.equal(false);
    expect(script!.querySelector('img, del')).to.equal(null);
    expect(gone!.textContent).to.include('Sold out');
    expect(gone!.querySelector('button')).to.equal(null);
    expect(hebrew!.querySelector('[part=reason]')!.textContent).to.have.length.below(80);
    expect(news!.querySelector('[part=reason]')).to.equal(null);
    await waitUntil(() => endless!.querySelector('.picture.missing'), 'the broken picture is replaced');
    const boxes = cards(row).map((card) => card.getBoundingClientRect());
    for (const box of boxes)
      expect([box.height, box.width]).to.deep.equal([boxes[0]!.height, boxes[0]!.width]);
    expect(row.getBoundingClientRect().height).to.equal(352);
    await expect(row).to.be.accessible();
  });

  it('keeps its box from skeleton to products', async () => {
    openPage('slow');
    const row = await fixture<ShopRecs>(html`<shop-recs></shop-recs>`);
    const before = row.getBoundingClientRect();
    const cardBefore = shadow(row).querySelector('li')!.getBoundingClientRect();
    openPage('ok');
    await loaded(row);
    const after = row.getBoundingClientRect();
    const cardAfter = cards(row)[0]!.getBoundingClientRect();
    expect([after.height, after.top]).to.deep.equal([before.height, before.top]);
    expect([cardAfter.height, cardAfter.width]).to.deep.equal([cardBefore.height, cardBefore.width]);
  });

  it('gives a wish to the page, which takes it by preventDefault, and says so when the cart has answered', async () => {
    openPage('ok');
    const row = await loaded(await fixture<ShopRecs>(html`<shop-recs limit="2"></shop-recs>`));
    const tracked: TrackedEvent[] = [];
    pageContext().onTrack((event) => tracked.push(event));
    let answer!: () => void;
    row.addEventListener('shop-add-to-cart', (event: ShopAddToCartEvent) => {
      event.preventDefault();
      event.waitUntil(new Promise<void>((resolve) => (answer = resolve)));
    });
    const button = cards(row)[0]!.querySelector<HTMLButtonElement>('[part=add]')!;
    button.click();
    await row.updateComplete;
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    answer();
    await waitUntil(() => button.textContent.trim() === 'Added');
    await waitUntil(() => shadow(row).querySelector('[role=status]')!.textContent.includes('Added to cart'));
    expect(tracked.filter(({ type }) => type === 'add_to_cart')).to.deep.equal([
      { type: 'add_to_cart', product: 'P-1', quantity: 1, price: 995, requestId: 'request-for-you' },
    ]);
    await expect(row).to.be.accessible();
  });

  it('tells the shopper when the cart refuses', async () => {
    openPage('ok');
    const row = await loaded(await fixture<ShopRecs>(html`<shop-recs limit="1"></shop-recs>`));
    row.addEventListener('shop-add-to-cart', (event) => {
      event.preventDefault();
      event.waitUntil(Promise.reject(new Error('full')));
    });
    cards(row)[0]!.querySelector<HTMLButtonElement>('[part=add]')!.click();
    await waitUntil(() => cards(row)[0]!.textContent.includes('Not added'));
  });

  it('tells a click before it leads away, and lets the page keep the shopper', async () => {
    openPage('ok');
    const row = await loaded(await fixture<ShopRecs>(html`<shop-recs limit="1"></shop-recs>`));
    row.addEventListener('shop-recs-click', (event) => event.preventDefault());
    setTimeout(() => cards(row)[0]!.querySelector('a')!.click());
    const event = await oneEvent<ShopRecsClickEvent>(row, 'shop-recs-click');
    expect(event.detail.item.product).to.equal('P-1');
    expect(event.detail.requestId).to.equal('request-for-you');
  });

  it('tells which products came into view, once', async () => {
    openPage('ok');
    const tracked: TrackedEvent[] = [];
    pageContext().onTrack((event) => tracked.push(event));
    const row = await loaded(await fixture<ShopRecs>(html`<shop-recs limit="3"></shop-recs>`));
    const impressions = () => tracked.filter(({ type }) => type === 'impression');
    await waitUntil(() => impressions().length > 0, 'an impression is told');
    row.requestUpdate();
    await row.updateComplete;
    expect(impressions()).to.deep.equal([
      { type: 'impression', requestId: 'request-for-you', products: ['P-1', 'P-2', 'P-3'] },
    ]);
  });

  it('moves by its buttons, which keep their focus and tell when there is no further', async () => {
    openPage('ok');
    const row = await loaded(await fixture<ShopRecs>(html`<shop-recs limit="20"></shop-recs>`));
    const [previous, next] = shadow(row).querySelectorAll<HTMLButtonElement>('.move');
    const list = shadow(row).querySelector('ul')!;
    await waitUntil(() => next!.getAttribute('aria-disabled') === 'false');
    expect(previous!.getAttribute('aria-disabled')).to.equal('true');
    next!.focus();
    next!.click();
    await waitUntil(() => list.scrollLeft > 10);
    await waitUntil(() => previous!.getAttribute('aria-disabled') === 'false');
    expect(shadow(row).activeElement).to.equal(next);
    list.scrollTo({ left: list.scrollWidth, behavior: 'instant' });
    await waitUntil(() => next!.getAttribute('aria-disabled') === 'true');
  });

  it('moves the other way where text runs from right to left', async () => {
    openPage('ok');
    const page = await fixture(html`<div dir="rtl" lang="ar"><shop-recs limit="20"></shop-recs></div>`);
    const row = await loaded(page.querySelector('shop-recs')!);
    const list = shadow(row).querySelector('ul')!;
    await waitUntil(
      () => shadow(row).querySelector('[part=next]')!.getAttribute('aria-disabled') === 'false',
    );
    shadow(row).querySelector<HTMLButtonElement>('[part=next]')!.click();
    await waitUntil(() => list.scrollLeft < -10);
  });

  it('shows whole what the Tab key comes to, in either direction of text and of the walk', async () => {
    for (const direction of ['ltr', 'rtl']) {
      openPage('ok');
      const page = await fixture<HTMLElement>(
        html`<div dir=${direction}>
          <shop-recs></shop-recs>
          <p class="wide">A page of the shop that is wider than the screen.</p>
        </div>`,
      );
      page.style.inlineSize = '300px';
      page.style.marginInline = '250px';
      page.querySelector<HTMLElement>('.wide')!.style.inlineSize = '3000px';
      const row = await loaded(page.querySelector('shop-recs')!);
      const list = shadow(row).querySelector('ul')!.getBoundingClientRect();
      const walk = [...shadow(row).querySelectorAll<HTMLElement>('ul a, ul button')];
      await waitUntil(() => shadow(row).querySelector('.buttons:not([inert])'), 'measured');
      shadow(row).querySelector<HTMLElement>('[part=next]')!.focus();
      for (const isBack of [false, true]) {
        if (isBack) await sendKeys({ down: 'Shift' });
        for (const focused of isBack ? walk.toReversed().slice(1) : walk) {
          await sendKeys({ press: 'Tab' });
          expect(shadow(row).activeElement === focused, `${direction} ${isBack}`).to.equal(true);
          await waitUntil(() => {
            const { left, right } = focused.getBoundingClientRect();
            return left >= list.left && right <= list.right;
          }, `${direction} ${isBack} ${focused.textContent.trim()}`);
          expect(scrollX, `${direction} ${isBack}`).to.equal(0);
        }
        if (isBack) await sendKeys({ up: 'Shift' });
      }
      page.remove();
    }
  });

  it('offers no way to move where there is nothing to move', async () => {
    openPage('empty');
    const row = await fixture<ShopRecs>(html`<shop-recs limit="20"></shop-recs>`);
    await waitUntil(() => shadow(row).querySelector('.message'));
    await waitUntil(() => shadow(row).querySelector('.buttons[inert]'));
    expect(shadow(row).querySelector('[part=next]')!.getAttribute('aria-disabled')).to.equal('true');
  });

  it('shows the page’s own content when the server does not answer', async () => {
    openPage('error');
    const row = await fixture<ShopRecs>(
      html`<shop-recs><a href="/bestsellers">Our bestsellers</a></shop-recs>`,
    );
    await waitUntil(() => row.querySelector('a')!.checkVisibility(), 'fallback');
    expect(row.getBoundingClientRect().height).to.be.greaterThan(300);
  });

  it('goes away when it is empty and below the fold, never when it is in view', async () => {
    openPage('empty');
    const inView = await fixture<ShopRecs>(html`<shop-recs></shop-recs>`);
    await oneEvent(inView, 'shop-recs-load');
    await inView.updateComplete;
    expect(inView.getBoundingClientRect().height).to.be.greaterThan(300);

    const page = await fixture<HTMLElement>(html`<div></div>`);
    const spacer = document.createElement('div');
    spacer.style.height = '3000px';
    const below = document.createElement('shop-recs');
    page.append(spacer, below);
    await oneEvent(below, 'shop-recs-load');
    await below.updateComplete;
    expect(below.getBoundingClientRect().height).to.equal(0);
  });
});
