import { expect } from '@open-wc/testing';
import {
  all,
  dashboard,
  heading,
  lastQuery,
  pick,
  root,
  rows,
  said,
  select,
  settled,
  useDashboardPage,
} from '../../test/dashboard-page.js';
import { waitUntil } from '../../test/page.js';

const page = useDashboardPage();

describe('finding products in <stock-dashboard>', () => {
  it('sorts by a heading, says so, and turns the order round at the second click', async () => {
    const element = await dashboard();
    expect(heading(element, 'On hand').getAttribute('aria-sort')).to.equal('none');
    heading(element, 'On hand').querySelector('button')!.click();
    await settled(element);
    expect(heading(element, 'On hand').getAttribute('aria-sort')).to.equal('ascending');
    expect(lastQuery(page)).to.include({ sort: 'stockLevel', order: 'asc', page: '1' });
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
    const before = page.server.callsTo('/v1/inventory').length;
    const input = root(element).querySelector<HTMLInputElement>('input[type=search]')!;
    for (const text of ['n', 'nu', 'number 7']) {
      input.value = text;
      input.dispatchEvent(new Event('input'));
    }
    await waitUntil(() => rows(element).length === 1, 'found');
    expect(page.server.callsTo('/v1/inventory').length).to.equal(before + 1);
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
    expect(lastQuery(page)).to.include({ status: 'out', supplier: 'Northern', category: 'Kitchen' });
    all(element, '.filter-actions button')[0]!.click();
    await settled(element);
    expect(lastQuery(page)).to.not.have.any.keys('status', 'supplier', 'category');
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
    const asked = page.server.calls.length;
    next().click();
    expect(page.server.calls.length).to.equal(asked);
    pick(root(element).querySelector<HTMLSelectElement>('.pager select')!, '100');
    await settled(element);
    expect(lastQuery(page)).to.include({ page: '1', pageSize: '100' });
    expect(rows(element).length).to.equal(60);
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
    const { query } = page.server.callsTo('/v1/inventory/export.csv')[0]!;
    expect(query).to.deep.equal({ status: 'out', sort: 'risk', order: 'desc' });
    await waitUntil(() => said(element) === 'The CSV file was downloaded.', 'said');
  });
});
