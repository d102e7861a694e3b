import { expect } from '@open-wc/testing';
import { open, root, section, text, useOwnerPage } from '../../test/owner-page.js';
import { waitUntil } from '../../test/page.js';

const owner = useOwnerPage();

describe('<owner-area>', () => {
  it('is accessible in every section, signed out, and when the server does not answer', async function () {
    this.timeout(40_000);
    for (const [name, tag] of [
      ['today', 'owner-today'],
      ['recommendations', 'owner-recommendations'],
      ['chat', 'owner-chat'],
      ['stock', 'stock-dashboard'],
      ['setup', 'owner-setup'],
    ] as const) {
      const element = await open(`/owner#/${name}`);
      await section(element, tag);
      expect(root(element).querySelector('[aria-current=page]')!.getAttribute('href')).to.equal(`#/${name}`);
      await expect(element, name).to.be.accessible();
      element.remove();
    }
    owner.isSignedIn = false;
    await expect(await open()).to.be.accessible();
    owner.server.answers.set('POST /owner/embed-session', 'offline');
    const element = await open();
    expect(text(element)).to.contain('The server does not answer');
    await expect(element).to.be.accessible();
  });

  it('spends the link for a session and takes it out of the address', async () => {
    owner.isSignedIn = false;
    const element = await open('/owner/sign-in#good');
    expect(location.pathname + location.hash).to.equal('/owner');
    expect(owner.server.callsTo('/owner/session', 'POST')[0]!.body).to.deep.equal({ token: 'good' });
    expect(root(element).querySelector('h1')!.textContent).to.equal('Today');
    expect(document.title).to.equal('Today – Bright Things');
  });

  it('explains a link that was used already, and how to get another', async () => {
    owner.isSignedIn = false;
    const element = await open('/owner/sign-in#used');
    expect(text(element)).to.contain('used already or is too old');
    expect(text(element)).to.contain('shelfwise shop sign-in NAME');
  });

  it('follows the address, names the page, and moves the focus to the section’s heading', async () => {
    const element = await open();
    location.hash = '#/setup';
    await waitUntil(() => root(element).querySelector('h1')!.textContent === 'Setup', 'moved');
    await waitUntil(() => root(element).activeElement === root(element).querySelector('h1'), 'focused');
    expect(document.title).to.equal('Setup – Bright Things');
    location.hash = '#/nonsense/%E0%A4%A';
    await waitUntil(() => root(element).querySelector('h1')!.textContent === 'Today', 'unknown is Today');
  });

  it('signs out, and shows nothing of the shop any more', async () => {
    const element = await open();
    await section(element, 'owner-today');
    root(element).querySelector<HTMLElement>('header button')!.click();
    await waitUntil(() => text(element).includes('You are signed out'), 'out');
    expect(owner.server.callsTo('/owner/session', 'DELETE').length).to.equal(1);
    expect(text(element)).to.not.contain('Bright Things');
  });

  it('ends for all sections when the session ends in one', async () => {
    const element = await open();
    await section(element, 'owner-today');
    owner.isSignedIn = false;
    owner.server.answers.set('GET /v1/insights/chat', { status: 401, body: { code: 'expired-token' } });
    location.hash = '#/chat';
    await waitUntil(() => text(element).includes('You are signed out'), 'out');
  });

  it('lists today’s orders, open questions and faults, each leading to its place', async () => {
    const today = await section(await open(), 'owner-today');
    expect(text(today)).to.contain('stopped reporting visits');
    expect(text(today)).to.contain('and 10 more');
    expect(text(today)).to.contain('Tell how many you have of 12 products');
    expect(text(today)).to.contain('cannot answer yet about returns or how to reach you.');
    expect(text(today)).to.contain(
      'Sold out: about £12.50 of sales lost a day. 40 on the way. Supplier: Kiln.',
    );
    // With its year in every year but that one.
    expect(text(today)).to.match(/Will likely run out on 3 Dec( 2026)?\./);
    expect(text(today).replace(/\s+/g, ' ')).to.contain(
      '30 sold out in all: 3 to order, 1 on the way, 26 not worth ordering or put aside by you.',
    );
    const links = [...root(today).querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(links).to.include('#/stock/A%2F1');
    expect(links).to.include('#/stock/C');
    expect(links).to.include('#/stock?status=out');
    expect(text(today)).to.contain('40 on the way, date not known');
    expect(links).to.include('#/chat/Do%20you%20ship%20to%20the%20moon%3F');
  });

  it('leads to Stock of one state, and back to all of it', async () => {
    const element = await open('/owner#/stock?status=out');
    await section(element, 'stock-dashboard');
    const asked = () => owner.server.callsTo('/v1/inventory').at(-1)!.query.status;
    await waitUntil(() => asked() === 'out', 'only what is out');
    location.hash = '#/stock';
    await waitUntil(() => asked() === undefined, 'all');
  });

  it('keeps the filters of Stock in the address, for a reload, a link, and the way back', async () => {
    const element = await open('/owner#/stock');
    const stock = await section(element, 'stock-dashboard');
    const entries = history.length;
    root(stock).querySelector<HTMLElement>('.count[data-status=out]')!.click();
    expect(location.hash).to.equal('#/stock?status=out');
    expect(history.length).to.equal(entries);

    element.remove();
    const again = await open(location.pathname + location.hash);
    const shown = await section(again, 'stock-dashboard');
    const asked = () => owner.server.callsTo('/v1/inventory').at(-1)!.query.status;
    expect(asked()).to.equal('out');
    root(shown).querySelector<HTMLElement>('.count[data-status=fine]')!.click();
    location.hash = '#/setup';
    await section(again, 'owner-setup');
    history.back();
    await section(again, 'stock-dashboard');
    expect(location.hash).to.equal('#/stock?status=fine');
    await waitUntil(() => asked() === 'fine', 'as it was left');
  });

  it('puts a question aside that needs no answer', async () => {
    owner.server.answers.set('POST /v1/insights/questions/dismiss', { status: 204 });
    const today = await section(await open(), 'owner-today');
    const none = { total: 0, items: [], salesLostPerDay: 0, currency: 'GBP' };
    owner.server.answers.set('GET /v1/insights/today', {
      body: {
        ordersToPlace: none,
        soldOutOnTheWay: none,
        unansweredQuestions: none,
        missing: { stockCounts: 0, facts: [] },
        problems: [],
      },
    });
    root(today).querySelector<HTMLElement>('[aria-label="Put aside: Do you ship to the moon?"]')!.click();
    await waitUntil(() => text(today).includes('Nothing needs you now'), 'gone');
    expect(owner.server.callsTo('/v1/insights/questions/dismiss', 'POST')[0]!.body).to.deep.equal({
      text: 'Do you ship to the moon?',
    });
  });

  it('says when nothing needs the owner, and when a section cannot be loaded', async () => {
    const none = { total: 0, items: [], salesLostPerDay: 0, currency: 'GBP' };
    owner.server.answers.set('GET /v1/insights/today', {
      body: {
        ordersToPlace: none,
        soldOutOnTheWay: none,
        unansweredQuestions: none,
        missing: { stockCounts: 0, facts: [] },
        problems: [],
      },
    });
    const element = await open();
    const today = root(element).querySelector('owner-today')!;
    await waitUntil(() => text(today).includes('Nothing needs you now'), 'nothing');
    owner.server.answers.set('GET /v1/insights/today', 'offline');
    await today.load();
    await today.updateComplete;
    expect(root(today).querySelector('[role=alert]')!.textContent).to.contain('The server does not answer.');
  });

  it('tells how recommendations did, and how well they were learned, in plain words', async () => {
    const element = await section(await open('/owner#/recommendations'), 'owner-recommendations');
    expect(text(element)).to.contain('For you 10 80 4 5 1');
    expect(text(element)).to.contain(
      'In 23 of 100 orders, what was really bought stood among its ten suggestions.',
    );
    expect(text(element)).to.not.contain('4,900');
  });

  it('opens a product of Stock from the address', async () => {
    const element = await open('/owner#/stock/P-3');
    await waitUntil(
      () => root(root(element).querySelector('stock-dashboard')!).querySelector('dialog')?.open,
      'opened',
    );
    expect(owner.server.callsTo('/v1/inventory/P-3').length).to.equal(1);
  });
});
