import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import {
  all,
  dashboard,
  heading,
  lastQuery,
  pick,
  root,
  rows,
  select,
  settled,
  useDashboardPage,
} from '../../test/dashboard-page.js';
import { waitUntil } from '../../test/page.js';
import type { StockDashboard } from './stock-dashboard.js';

const page = useDashboardPage();

/** What the element tells from now on. */
function told(element: StockDashboard): string[] {
  const views: string[] = [];
  element.addEventListener('shop-stock-view-change', ({ view }) => views.push(view));
  return views;
}

async function showing(view: string, status = ''): Promise<StockDashboard> {
  const element = await fixture<StockDashboard>(
    html`<stock-dashboard session-url="/session" .view=${view} status=${status}></stock-dashboard>`,
  );
  await settled(element);
  await waitUntil(() => rows(element).length > 0, 'rows');
  return settled(element);
}

describe('the view of <stock-dashboard>', () => {
  it('is told at every choice, and leaves the page’s address alone', async () => {
    const address = location.href;
    const entries = history.length;
    const element = await dashboard();
    const views = told(element);
    heading(element, 'On hand').querySelector('button')!.click();
    pick(select(element, 'Status'), 'fine');
    await settled(element);
    all(element, '.pager button').at(-1)!.click();
    await settled(element);
    pick(root(element).querySelector<HTMLSelectElement>('.pager select')!, '50');
    await settled(element);
    all(element, '.filter-actions button')[0]!.click();
    await settled(element);
    expect(views).to.deep.equal([
      'sort=stockLevel',
      'status=fine&sort=stockLevel',
      'status=fine&sort=stockLevel&page=2',
      'status=fine&sort=stockLevel&pageSize=50',
      'sort=stockLevel&pageSize=50',
    ]);
    expect(element.view).to.equal(views.at(-1));
    expect([location.href, history.length]).to.deep.equal([address, entries]);
  });

  it('is told once for what is typed, after the pause', async () => {
    const element = await dashboard();
    const views = told(element);
    const input = root(element).querySelector<HTMLInputElement>('input[type=search]')!;
    for (const text of ['n', 'nu', 'number 7']) {
      input.value = text;
      input.dispatchEvent(new Event('input'));
      await element.updateComplete;
    }
    expect(views).to.deep.equal([]);
    await waitUntil(() => rows(element).length === 1, 'found');
    expect(views).to.deep.equal(['search=number+7']);
  });

  it('begins as the page says, in one request, and says nothing of it', async () => {
    const element = await showing('search=Mug&sort=stockLevel&order=desc&page=2', 'out');
    expect(page.server.callsTo('/v1/inventory')).to.have.lengthOf(1);
    expect(lastQuery(page)).to.deep.equal({
      search: 'Mug',
      sort: 'stockLevel',
      order: 'desc',
      page: '2',
      pageSize: '25',
    });
    expect(heading(element, 'On hand').getAttribute('aria-sort')).to.equal('descending');
    expect(root(element).querySelector<HTMLInputElement>('input[type=search]')!.value).to.equal('Mug');
  });

  it('follows the page, also while something is being typed, without telling it', async () => {
    const element = await showing('');
    const views = told(element);
    const input = root(element).querySelector<HTMLInputElement>('input[type=search]')!;
    input.value = 'forgotten';
    input.dispatchEvent(new Event('input'));
    element.view = 'status=out';
    await element.updateComplete;
    await settled(element);
    await aTimeout(300);
    expect(lastQuery(page)).to.include({ status: 'out' }).and.not.have.property('search');
    expect(input.value).to.equal('');
    element.view = '';
    await element.updateComplete;
    await settled(element);
    expect(lastQuery(page)).to.not.have.property('status');
    expect(views).to.deep.equal([]);
  });

  it('goes to the last page where the one that it names is no more, and tells so', async () => {
    const element = await showing('');
    const views = told(element);
    element.view = 'page=9';
    await waitUntil(() => views.length > 0, 'told');
    await settled(element);
    expect(views).to.deep.equal(['page=3']);
    expect(rows(element)).to.have.lengthOf(10);
  });
});
