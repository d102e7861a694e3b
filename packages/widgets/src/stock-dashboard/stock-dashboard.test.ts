import { render } from 'lit';
import { expect, fixture, html } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { all, dashboard, root, rows, select, settled, useDashboardPage } from '../../test/dashboard-page.js';
import { inventoryItem } from '../../test/owner-server.js';
import { waitUntil } from '../../test/page.js';
import type { StockDashboard } from './stock-dashboard.js';

const page = useDashboardPage();

describe('<stock-dashboard>', () => {
  it('takes fonts, colors and background from the page, also for what covers something', async () => {
    const box = await fixture<HTMLElement>(html`<div></div>`);
    Object.assign(box.style, {
      background: 'rgb(250, 245, 230)',
      color: 'rgb(40, 30, 20)',
      font: '17px serif',
    });
    render(html`<stock-dashboard session-url="/session"></stock-dashboard>`, box);
    const element = box.querySelector('stock-dashboard')!;
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
      ['skeleton', () => page.server.answers.set('GET /v1/inventory', 'never')],
      ['table', () => page.server.answers.clear()],
      ['message', () => (page.server.items = [])],
      ['message', () => page.server.answers.set('GET /v1/inventory', 'offline')],
      ['message', () => page.server.answers.set('POST /session', { status: 401 })],
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
    page.server.answers.set('GET /v1/inventory', 'never');
    root(element).querySelector<HTMLElement>('thead button')!.click();
    await waitUntil(() => root(element).querySelector('table')!.getAttribute('aria-busy') === 'true', 'busy');
    await expect(element).to.be.accessible();
  });

  it('shows each product in the owner’s words, with dashes for what is not known', async () => {
    const { daysLeft: _d, orderBy: _o, ...unknown } = inventoryItem(0, { status: 'unknown' });
    const nextYear = new Date().getFullYear() + 1;
    page.server.items = [unknown, inventoryItem(1, { orderBy: `${nextYear}-11-25` }), inventoryItem(2)];
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
    page.server.items = [
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
    page.server.items = [inventoryItem(0, { title: '<b>Bold</b> <script>mug</script>' })];
    const element = await dashboard();
    expect(root(element).querySelector('.open')!.textContent.trim()).to.equal(
      '<b>Bold</b> <script>mug</script>',
    );
    expect(root(element).querySelector('tbody b, tbody script')).to.equal(null);
  });

  it('marks what is simulated, in a notice and at each product', async () => {
    page.server.items = [inventoryItem(0, { simulated: true }), inventoryItem(1)];
    const element = await dashboard();
    expect(root(element).querySelector('.notice')!.textContent).to.contain('made up for the demonstration');
    expect(rows(element).map((row) => row.querySelector('.simulated') !== null)).to.deep.equal([true, false]);
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
