import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { FakeOwnerServer, inventoryItem } from '../../test/owner-server.js';
import { waitUntil } from '../../test/page.js';
import { pageContext } from '../internal/page-context.js';
import './stock-dashboard.js';
import type { StockDashboard } from './stock-dashboard.js';

let server: FakeOwnerServer;
beforeEach(() => {
  pageContext().update({ server: location.origin });
  server = new FakeOwnerServer();
});
afterEach(() => server.restore());

const root = (element: StockDashboard) => element.shadowRoot!;
const all = (element: StockDashboard, selector: string) => [
  ...root(element).querySelectorAll<HTMLElement>(selector),
];
const rows = (element: StockDashboard) => all(element, 'tbody tr');
const said = (element: StockDashboard) => root(element).querySelector('[role=status]')!.textContent.trim();
const heading = (element: StockDashboard, label: string) =>
  all(element, 'thead th').find((th) => th.textContent.trim() === label)!;
const select = (element: StockDashboard, label: string) =>
  all(element, '.filters label')
    .find((found) => found.textContent.trim().startsWith(label))!
    .querySelector('select')!;

function pick(control: HTMLSelectElement, value: string) {
  control.value = value;
  control.dispatchEvent(new Event('change'));
}

async function settled(element: StockDashboard) {
  await waitUntil(() => !(element as unknown as { isBusy: boolean }).isBusy, 'answered');
  await element.updateComplete;
  return element;
}

async function dashboard(): Promise<StockDashboard> {
  const element = await fixture<StockDashboard>(
    html`<stock-dashboard session-url="/session" lang="en-GB"></stock-dashboard>`,
  );
  return settled(element);
}

const lastQuery = () => server.callsTo('/v1/inventory').at(-1)!.query;

describe('<stock-dashboard>', () => {
  it('takes fonts, colors and background from the page, also for what covers something', async () => {
    const page = await fixture(
      html`<div style="background: rgb(250, 245, 230); color: rgb(40, 30, 20); font: 17px serif">
        <stock-dashboard session-url="/session"></stock-dashboard>
      </div>`,
    );
    const element = page.querySelector('stock-dashboard')!;
    await settled(element);
    await waitUntil(() => root(element).querySelector('thead'), 'table');
    await settled(element);
    const style = getComputedStyle(element);
    expect([style.backgroundColor, style.color]).to.deep.equal(['rgba(0, 0, 0, 0)', 'rgb(40, 30, 20)']);
    expect([style.fontFamily, style.fontSize]).to.deep.equal(['serif', '17px']);
    const heads = getComputedStyle(root(element).querySelector('thead th')!);
    expect(heads.backgroundColor).to.equal('rgb(250, 245, 230)');
    await element.open('P-1');
    const drawer = getComputedStyle(root(element).querySelector('dialog')!);
    expect([drawer.backgroundColor, drawer.color]).to.deep.equal(['rgb(250, 245, 230)', 'rgb(40, 30, 20)']);
  });

  it('follows a page that turns dark while it is open', async () => {
    const element = await dashboard();
    const heads = () => getComputedStyle(root(element).querySelector('thead th')!).backgroundColor;
    document.body.style.backgroundColor = 'rgb(20, 20, 30)';
    await waitUntil(() => heads() === 'rgb(20, 20, 30)', 'dark heads');
    document.body.style.backgroundColor = '';
    await waitUntil(() => heads() !== 'rgb(20, 20, 30)', 'as before');
  });

  it('follows a system that turns dark while it is open', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`body { background: rgb(250, 250, 250) }
      @media (prefers-color-scheme: dark) { body { background: rgb(20, 20, 30) } }`);
    document.adoptedStyleSheets.push(sheet);
    const element = await dashboard();
    const heads = () => getComputedStyle(root(element).querySelector('thead th')!).backgroundColor;
    try {
      await emulateMedia({ colorScheme: 'dark' });
      await waitUntil(() => heads() === 'rgb(20, 20, 30)', 'dark heads');
      await emulateMedia({ colorScheme: 'light' });
      await waitUntil(() => heads() === 'rgb(250, 250, 250)', 'light heads');
    } finally {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    }
  });

  it('is accessible while loading, with products, without, after a fault and signed out', async () => {
    const scenarios: [string, () => void][] = [
      ['skeleton', () => server.answers.set('GET /v1/inventory', 'never')],
      ['table', () => server.answers.clear()],
      ['message', () => (server.items = [])],
      ['message', () => server.answers.set('GET /v1/inventory', 'offline')],
      ['message', () => server.answers.set('POST /session', { status: 401 })],
    ];
    for (const [shown, prepare] of scenarios) {
      prepare();
      const element = await fixture<StockDashboard>(
        html`<stock-dashboard session-url="/session"></stock-dashboard>`,
      );
      await waitUntil(() => root(element).querySelector(shown === 'table' ? 'table' : `.${shown}`), shown);
      await expect(element).to.be.accessible();
      element.remove();
    }
  });

  it('is accessible while it waits for other rows', async () => {
    const element = await dashboard();
    server.answers.set('GET /v1/inventory', 'never');
    root(element).querySelector<HTMLElement>('thead button')!.click();
    await waitUntil(() => root(element).querySelector('table')!.getAttribute('aria-busy') === 'true', 'busy');
    await expect(element).to.be.accessible();
  });

  it('shows each product in the owner’s words, with dashes for what is not known', async () => {
    const { daysLeft: _d, orderBy: _o, ...unknown } = inventoryItem(0, { status: 'unknown' });
    const nextYear = new Date().getFullYear() + 1;
    server.items = [unknown, inventoryItem(1, { orderBy: `${nextYear}-11-25` }), inventoryItem(2)];
    const element = await dashboard();
    const labels = all(element, 'thead th').map((th) => th.textContent.trim());
    expect(labels).to.deep.equal([
      'Product',
      'On hand',
      'Sold a day',
      'Days left',
      'Reorder when stock reaches',
      'Order by',
      'Suggested quantity',
      'Sales lost a day when out',
    ]);
    const cells = (row: HTMLElement) =>
      [...row.querySelectorAll('td')].map((td) => td.textContent.replace(/\s+/g, ' ').trim());
    expect(cells(rows(element)[1]!)).to.deep.equal([
      '37',
      '1.3',
      '5 3–9 likely',
      '12',
      `25 Nov ${nextYear}`,
      '24',
      '£14.50',
    ]);
    expect(cells(rows(element)[0]!)[2]).to.equal('–not known');
    expect(cells(rows(element)[2]!)[0]).to.equal('74 +24 incoming, date not known');
    expect(cells(rows(element)[2]!)[3]).to.match(/ now 98 with incoming$/);
    expect(root(element).querySelector('.loss')!.textContent).to.contain('£1,234.56');
    expect(root(element).querySelector('.about')!.textContent).to.contain('35.2%');
  });

  it('says no more than can be told of days far ahead, and "Now" of a day that has come', async () => {
    server.items = [
      inventoryItem(1, { orderBy: '2020-11-25', daysLeft: { p10: 181, p50: 636, p90: 730 } }),
      inventoryItem(2, { daysLeft: { p10: 500, p50: 636, p90: 730 } }),
      inventoryItem(3, { daysLeft: { p10: 1, p50: 40, p90: 730 } }),
    ];
    const element = await dashboard();
    const cell = (row: number, column: number) =>
      rows(element)[row]!.querySelectorAll('td')[column]!.textContent.replace(/\s+/g, ' ').trim();
    expect([0, 1, 2].map((row) => cell(row, 2))).to.deep.equal([
      'over a year 181 to over a year likely',
      'over a year',
      '40 1 to over a year likely',
    ]);
    expect(cell(0, 4)).to.equal('Now');
  });

  it('shows markup in a title as text', async () => {
    server.items = [inventoryItem(0, { title: '<b>Bold</b> <script>mug</script>' })];
    const element = await dashboard();
    expect(root(element).querySelector('.open')!.textContent.trim()).to.equal(
      '<b>Bold</b> <script>mug</script>',
    );
    expect(root(element).querySelector('tbody b, tbody script')).to.equal(null);
  });

  it('sorts by a heading, says so, and turns the order round at the second click', async () => {
    const element = await dashboard();
    expect(heading(element, 'On hand').getAttribute('aria-sort')).to.equal('none');
    heading(element, 'On hand').querySelector('button')!.click();
    await settled(element);
    expect(heading(element, 'On hand').getAttribute('aria-sort')).to.equal('ascending');
    expect(lastQuery()).to.include({ sort: 'stockLevel', order: 'asc', page: '1' });
    expect(said(element)).to.equal('Sorted by On hand, rising. 1–25 of 60 products.');
    heading(element, 'On hand').querySelector('button')!.click();
    await settled(element);
    expect(heading(element, 'On hand').getAttribute('aria-sort')).to.equal('descending');
    expect(rows(element)[0]!.querySelector('td')!.textContent.trim()).to.equal('100');
  });

  it('keeps the search box, its focus and what is typed while nothing is found', async () => {
    const element = await dashboard();
    const input = root(element).querySelector<HTMLInputElement>('input[type=search]')!;
    input.focus();
    const typed = async (text: string) => {
      input.value = text;
      input.dispatchEvent(new InputEvent('input'));
      await element.updateComplete;
    };
    await typed('xyzzy');
    await waitUntil(() => rows(element).length === 0, 'nothing found');
    await typed('');
    await typed('Mug');
    await waitUntil(() => rows(element).length > 0, 'found');
    expect(root(element).querySelector('input[type=search]')).to.equal(input);
    expect(root(element).activeElement).to.equal(input);
    expect(input.value).to.equal('Mug');
  });

  it('searches after a pause in typing, once', async () => {
    const element = await dashboard();
    const before = server.callsTo('/v1/inventory').length;
    const input = root(element).querySelector<HTMLInputElement>('input[type=search]')!;
    for (const text of ['n', 'nu', 'number 7']) {
      input.value = text;
      input.dispatchEvent(new Event('input'));
    }
    await waitUntil(() => rows(element).length === 1, 'found');
    expect(server.callsTo('/v1/inventory').length).to.equal(before + 1);
    expect(said(element)).to.contain('1–1 of 1 product.');
  });

  it('filters by status, supplier and category, and clears the filters', async () => {
    const element = await dashboard();
    root(element).querySelector<HTMLElement>('.count[data-status=out]')!.click();
    await settled(element);
    expect(root(element).querySelector('.count[data-status=out]')!.getAttribute('aria-pressed')).to.equal(
      'true',
    );
    expect(select(element, 'Status').value).to.equal('out');
    pick(select(element, 'Supplier'), 'Northern');
    await settled(element);
    pick(select(element, 'Category'), 'Kitchen');
    await settled(element);
    expect(lastQuery()).to.include({ status: 'out', supplier: 'Northern', category: 'Kitchen' });
    all(element, '.filter-actions button')[0]!.click();
    await settled(element);
    expect(lastQuery()).to.not.have.any.keys('status', 'supplier', 'category');
    expect(rows(element).length).to.equal(25);
  });

  it('says when nothing matches, and keeps the filters in reach', async () => {
    const element = await dashboard();
    pick(select(element, 'Status'), 'dead');
    await settled(element);
    expect(root(element).textContent).to.contain('No product matches these filters.');
    expect(root(element).querySelector('.filters')).to.not.equal(null);
  });

  it('turns pages, keeps the focus, and goes back to the first page for another size', async () => {
    const element = await dashboard();
    const next = () => all(element, '.pager button').find((button) => button.textContent.trim() === 'Next')!;
    next().focus();
    next().click();
    await settled(element);
    next().click();
    await settled(element);
    expect(rows(element).length).to.equal(10);
    expect(next().getAttribute('aria-disabled')).to.equal('true');
    expect(root(element).activeElement).to.equal(next());
    const asked = server.calls.length;
    next().click();
    expect(server.calls.length).to.equal(asked);
    pick(root(element).querySelector<HTMLSelectElement>('.pager select')!, '100');
    await settled(element);
    expect(lastQuery()).to.include({ page: '1', pageSize: '100' });
    expect(rows(element).length).to.equal(60);
  });

  it('marks what is simulated, in a notice and at each product', async () => {
    server.items = [inventoryItem(0, { simulated: true }), inventoryItem(1)];
    const element = await dashboard();
    expect(root(element).querySelector('.notice')!.textContent).to.contain('made up for the demonstration');
    expect(rows(element).map((row) => row.querySelector('.simulated') !== null)).to.deep.equal([true, false]);
  });

  it('downloads what is filtered as CSV, without pages', async () => {
    const element = await dashboard();
    pick(select(element, 'Status'), 'out');
    await settled(element);
    let saved: string | undefined;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      saved = this.download;
    };
    all(element, '.filter-actions button').at(-1)!.click();
    await waitUntil(() => saved !== undefined, 'saved');
    // The method itself is on HTMLElement and shows again.
    delete (HTMLAnchorElement.prototype as Partial<HTMLAnchorElement>).click;
    expect(saved).to.equal('stock.csv');
    const { query } = server.callsTo('/v1/inventory/export.csv')[0]!;
    expect(query).to.deep.equal({ status: 'out', sort: 'risk', order: 'desc' });
    await waitUntil(() => said(element) === 'The CSV file was downloaded.', 'said');
  });

  it('keeps the rows when a later request fails, and tries again', async () => {
    const element = await dashboard();
    server.answers.set('GET /v1/inventory', {
      status: 503,
      body: { code: 'store-unavailable', detail: 'busy' },
    });
    heading(element, 'On hand').querySelector('button')!.click();
    await settled(element);
    expect(root(element).querySelector('[role=alert]')!.textContent).to.contain('busy');
    expect(rows(element).length).to.equal(25);
    server.answers.clear();
    root(element).querySelector<HTMLElement>('[role=alert] button')!.click();
    await settled(element);
    expect(root(element).querySelector('[role=alert]')).to.equal(null);
  });

  it('shows only the newest answer when an earlier one comes later', async () => {
    const element = await dashboard();
    server.answers.set('GET /v1/inventory', 'never');
    heading(element, 'On hand').querySelector('button')!.click();
    await aTimeout(0);
    server.answers.clear();
    heading(element, 'Product').querySelector('button')!.click();
    await settled(element);
    expect(heading(element, 'Product').getAttribute('aria-sort')).to.equal('ascending');
    expect(root(element).querySelector('table')!.getAttribute('aria-busy')).to.equal('false');
  });

  it('renews a refused token once, without the owner noticing', async () => {
    let refused = 0;
    const refuse = () => {
      refused += 1;
      return { status: 401, body: { code: 'expired-token', title: 'Expired', status: 401 } };
    };
    server.answers.set('GET /v1/inventory', (call) =>
      call.authorization === 'Bearer es_1' ? refuse() : undefined,
    );
    const element = await dashboard();
    expect(refused).to.equal(1);
    expect(server.sessionsGiven).to.equal(2);
    expect(rows(element).length).to.equal(25);
  });

  it('asks to sign in again when no session can be had, and shows no stock meanwhile', async () => {
    const element = await dashboard();
    server.answers.set('GET /v1/inventory', { status: 401, body: { code: 'expired-token' } });
    server.answers.set('POST /session', { status: 401 });
    heading(element, 'On hand').querySelector('button')!.click();
    await settled(element);
    expect(root(element).querySelector('h2')!.textContent).to.equal('You are signed out');
    expect(root(element).querySelector('table')).to.equal(null);
    server.answers.clear();
    root(element).querySelector<HTMLElement>('[role=alert] button')!.click();
    await settled(element);
    expect(rows(element).length).to.equal(25);
  });

  it('takes a session from the page’s own function, and says what is missing without any', async () => {
    const element = await fixture<StockDashboard>(html`<stock-dashboard></stock-dashboard>`);
    expect(root(element).textContent).to.contain('session-url');
    element.fetchSession = () =>
      Promise.resolve({ token: 'es_own', expiresAt: new Date(Date.now() + 600_000).toISOString() });
    await element.updateComplete;
    await settled(element);
    expect(server.callsTo('/v1/inventory')[0]!.authorization).to.equal('Bearer es_own');
    expect(rows(element).length).to.equal(25);
  });

  it('asks the server that it is told', async () => {
    const asked: string[] = [];
    const fetch = window.fetch.bind(window);
    window.fetch = (input, init) => {
      asked.push(input as string);
      return fetch(new URL(input as string, location.origin).pathname, init);
    };
    const element = await fixture<StockDashboard>(
      html`<stock-dashboard session-url="/session" server="https://api.example"></stock-dashboard>`,
    );
    await settled(element);
    expect(asked[1]).to.match(/^https:\/\/api\.example\/v1\/inventory\?/);
  });

  it('works after being taken away and put back', async () => {
    const element = await dashboard();
    const parent = element.parentElement!;
    element.remove();
    const before = server.callsTo('/v1/inventory').length;
    parent.append(element);
    await settled(element);
    expect(server.callsTo('/v1/inventory').length).to.equal(before + 1);
    expect(rows(element).length).to.equal(25);
  });

  it('opens a product in a drawer, closes it with Escape or a click beside it', async () => {
    const element = await dashboard();
    const opener = root(element).querySelector<HTMLElement>('.open')!;
    opener.focus();
    opener.click();
    await waitUntil(() => root(element).querySelector('dialog')?.open, 'open');
    const dialog = root(element).querySelector('dialog')!;
    const detail = dialog.querySelector('stock-detail')!;
    await waitUntil(() => detail.shadowRoot!.querySelector('demand-chart'), 'loaded');
    await expect(element).to.be.accessible();
    dialog.click();
    await waitUntil(() => !root(element).querySelector('dialog'), 'closed');
    expect(root(element).activeElement).to.equal(opener);
  });

  it('becomes cards without a sideways scroll at 320 px', async () => {
    const box = await fixture<HTMLElement>(html`<div></div>`);
    box.style.inlineSize = '320px';
    const element = document.createElement('stock-dashboard');
    element.sessionUrl = '/session';
    box.append(element);
    await element.updateComplete;
    await settled(element);
    expect(element.scrollWidth).to.equal(320);
    expect(getComputedStyle(rows(element)[0]!).display).to.equal('grid');
    expect(getComputedStyle(select(element, 'Sort by')).display).to.not.equal('none');
    await expect(element).to.be.accessible();
  });

  it('turns round with the text direction', async () => {
    const box = await fixture<HTMLElement>(html`<div dir="rtl"></div>`);
    const element = document.createElement('stock-dashboard');
    element.sessionUrl = '/session';
    box.append(element);
    await element.updateComplete;
    await settled(element);
    const [product, ...others] = all(element, 'thead th');
    const right = product!.getBoundingClientRect().right;
    for (const th of others) expect(th.getBoundingClientRect().right).to.be.below(right);
  });
});
