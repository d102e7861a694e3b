import { expect } from '@open-wc/testing';
import { holdTimers } from '../../test/held-timers.js';
import { requestsOf, waitUntil } from '../../test/page.js';
import { pageContext } from '../internal/page-context.js';
import { start } from './start.js';

/** One page's life from the stub to a withdrawn consent: a page is taken once, so these build on one another. */
describe('start({ server, key })', () => {
  const key = 'pk_ok_start00000000000000';
  const shelfwise = (...command: unknown[]) => window.shelfwise!(...command);
  /** Changes the page's address, then runs the search for a product that would follow a moment later. */
  const navigate = (change: () => void) => {
    const timers = holdTimers();
    change();
    timers.run();
    timers.release();
  };
  const eventsOf = async () => {
    dispatchEvent(new PageTransitionEvent('pagehide'));
    const sent = (await requestsOf(key)).filter(({ path }) => path === '/v1/events');
    return sent.flatMap(({ body }) => body.events as { type: string; product?: string }[]);
  };

  before(async () => {
    localStorage.clear();
    sessionStorage.clear();
    const script = document.createElement('script');
    script.type = 'application/ld+json';
    script.textContent = JSON.stringify({ '@type': 'Product', sku: 'from-data' });
    document.body.append(script);
    const stub: NonNullable<Window['shelfwise']> = (...command) => {
      stub.q = [...Array.from(stub.q ?? []), command];
    };
    window.shelfwise = stub;
    stub('cart', ['C-1']);
    stub('no such command', {});
    start({ server: location.origin, key });
    await waitUntil(() => pageContext().state.settings);
  });

  it('runs what the stub queued and finds the page’s product', () => {
    expect(pageContext().state).to.deep.include({ cart: ['C-1'], product: 'from-data', detected: true });
  });

  it('stores nothing while the shop’s default is "denied"', async () => {
    await waitUntil(async () => (await eventsOf()).length > 0);
    expect((await eventsOf()).map(({ type, product }) => [type, product])).to.deep.equal([
      ['view', 'from-data'],
    ]);
    expect(localStorage.length + sessionStorage.length).to.equal(0);
    expect(pageContext().state.visitor).to.equal(undefined);
  });

  it('knows the visitor after consent, and what they are looking at', () => {
    shelfwise('consent', { analytics: true, personalization: true });
    expect(pageContext().state.visitor).to.be.a('string');
    expect(pageContext().state.recent).to.deep.equal(['from-data']);
  });

  it('takes the page’s word over its data, and counts one view of it', async () => {
    shelfwise('product', 'said');
    shelfwise('product', 'said');
    shelfwise('add_to_cart', 'said', { quantity: 2 });
    expect(pageContext().state.recent).to.deep.equal(['from-data', 'said']);
    await waitUntil(async () => (await eventsOf()).length >= 3);
    expect((await eventsOf()).slice(1).map(({ type, product }) => [type, product])).to.deep.equal([
      ['view', 'said'],
      ['add_to_cart', 'said'],
    ]);
  });

  it('credits the shop’s own "add to cart" to the recommendation that led to the product', async () => {
    pageContext().track({ type: 'click', requestId: 'r-7', product: 'led-to' });
    shelfwise('add_to_cart', 'led-to');
    const added = async () => (await eventsOf()).filter(({ product }) => product === 'led-to').at(-1);
    await waitUntil(async () => (await added())?.type === 'add_to_cart');
    expect(await added()).to.deep.include({ requestId: 'r-7' });
  });

  it('keeps the page’s word where only the query or the fragment changes', () => {
    const before = location.href;
    for (const address of ['?variant=7', '#reviews', '?variant=8#reviews', before]) {
      navigate(() => history.pushState({}, '', address));
      expect(pageContext().state.product, address).to.equal('said');
    }
  });

  it('keeps the page’s word when the browser shows a kept page again, and counts another view', async () => {
    const viewsOfSaid = async () => (await eventsOf()).filter(({ product }) => product === 'said').length;
    const counted = await viewsOfSaid();
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(pageContext().state.product).to.equal('said');
    await waitUntil(async () => (await viewsOfSaid()) === counted + 1);
  });

  it('looks again after a change of page without a load, but not over what the new page says', () => {
    const before = location.href;
    navigate(() => {
      history.pushState({}, '', '/another/page');
      shelfwise('product', 'said-there');
    });
    expect(pageContext().state.product).to.equal('said-there');
    navigate(() => history.replaceState({}, '', before));
    expect(pageContext().state.product).to.equal('from-data');
  });

  it('counts no second view where only the query of the same product’s page changes', async () => {
    const before = location.href;
    const views = async () => (await eventsOf()).filter(({ type }) => type === 'view').length;
    await waitUntil(async () => (await views()) >= 3);
    const counted = await views();
    // The page is searched again, and its product is still the same.
    navigate(() => history.replaceState({}, '', '?variant=7'));
    shelfwise('product', 'from-data');
    shelfwise('wishlist', 'variant');
    await waitUntil(async () => (await eventsOf()).some(({ product }) => product === 'variant'));
    expect(await views()).to.equal(counted);
    history.pushState({}, '', '/another/page');
    await waitUntil(async () => (await views()) === counted + 1);
    navigate(() => history.replaceState({}, '', before));
  });

  it('drops what names nothing, and keeps numbers', async () => {
    for (const slip of [undefined, null, {}, [], '', NaN, true]) {
      for (const command of ['add_to_cart', 'wishlist', 'purchase']) shelfwise(command, slip);
    }
    shelfwise('cart', ['C-2', undefined, {}, 7, null]);
    expect(pageContext().state.cart).to.deep.equal(['C-2', '7']);
    shelfwise('purchase', 4711);
    shelfwise('like', 42);
    const sent = async () =>
      (await requestsOf(key)).flatMap(({ body }) => (body.events ?? []) as Record<string, string>[]);
    await waitUntil(async () => {
      dispatchEvent(new PageTransitionEvent('pagehide'));
      return (await sent()).some(({ product }) => product === '42');
    });
    const named = (await sent()).map(({ product, order }) => product ?? order);
    expect(named).to.include('4711');
    for (const slip of ['undefined', 'null', '[object Object]', '', 'NaN', 'true'])
      expect(named).not.to.include(slip);
  });

  it('never throws into the page, whatever it is told', () => {
    for (const command of [
      [],
      [undefined],
      ['cart', 7],
      ['product', {}],
      ['consent'],
      [Symbol('x')],
      ['customer', null],
    ]) {
      expect(() => shelfwise(...(command as unknown[]))).not.to.throw();
    }
  });

  it('does nothing when it is loaded twice', () => {
    const first = window.shelfwise;
    start({ server: 'https://other.example', key: 'pk_other' });
    expect(window.shelfwise).to.equal(first);
    expect(pageContext().state.key).to.equal(key);
  });

  it('makes a new visitor for who comes after a customer, and keeps the one that no customer used', async () => {
    const visitorOf = () => pageContext().state.visitor;
    shelfwise('consent', { analytics: true });
    const before = visitorOf();
    expect(before).to.be.a('string');
    shelfwise('customer', 'token-of-ann');
    shelfwise('customer', null);
    expect(visitorOf()).to.equal(before);
    shelfwise('customer', 'token-of-ann');
    shelfwise('add_to_cart', 'of-ann');
    const sentWith = async () => {
      await eventsOf();
      return (await requestsOf(key)).findLast(({ body }) => body.visitor?.token === 'token-of-ann');
    };
    await waitUntil(sentWith);
    expect((await sentWith())!.body.visitor).to.deep.include({ key: before });
    shelfwise('customer', null);
    expect(visitorOf()).to.be.a('string').that.is.not.equal(before);
  });

  it('forgets the visitor when consent is withdrawn', () => {
    shelfwise('consent', false);
    expect(pageContext().state).to.deep.include({ visitor: undefined, recent: [] });
    expect(localStorage.length + sessionStorage.length).to.equal(0);
  });
});
