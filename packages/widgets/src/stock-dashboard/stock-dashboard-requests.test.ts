import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { dashboard, heading, root, rows, settled, useDashboardPage } from '../../test/dashboard-page.js';
import type { StockDashboard } from './stock-dashboard.js';

const page = useDashboardPage();

describe('what <stock-dashboard> asks the server', () => {
  it('keeps the rows when a later request fails, and tries again', async () => {
    const element = await dashboard();
    page.server.answers.set('GET /v1/inventory', {
      status: 503,
      body: { code: 'store-unavailable', detail: 'busy' },
    });
    heading(element, 'On hand').querySelector('button')!.click();
    await settled(element);
    expect(root(element).querySelector('[role=alert]')!.textContent).to.contain('busy');
    expect(rows(element).length).to.equal(25);
    page.server.answers.clear();
    root(element).querySelector<HTMLElement>('[role=alert] button')!.click();
    await settled(element);
    expect(root(element).querySelector('[role=alert]')).to.equal(null);
  });

  it('shows only the newest answer when an earlier one comes later', async () => {
    const element = await dashboard();
    page.server.answers.set('GET /v1/inventory', 'never');
    heading(element, 'On hand').querySelector('button')!.click();
    await aTimeout(0);
    page.server.answers.clear();
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
    page.server.answers.set('GET /v1/inventory', (call) =>
      call.authorization === 'Bearer es_1' ? refuse() : undefined,
    );
    const element = await dashboard();
    expect(refused).to.equal(1);
    expect(page.server.sessionsGiven).to.equal(2);
    expect(rows(element).length).to.equal(25);
  });

  it('asks to sign in again when no session can be had, and shows no stock meanwhile', async () => {
    const element = await dashboard();
    page.server.answers.set('GET /v1/inventory', { status: 401, body: { code: 'expired-token' } });
    page.server.answers.set('POST /session', { status: 401 });
    heading(element, 'On hand').querySelector('button')!.click();
    await settled(element);
    expect(root(element).querySelector('h2')!.textContent).to.equal('You are signed out');
    expect(root(element).querySelector('table')).to.equal(null);
    page.server.answers.clear();
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
    expect(page.server.callsTo('/v1/inventory')[0]!.authorization).to.equal('Bearer es_own');
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
    const before = page.server.callsTo('/v1/inventory').length;
    parent.append(element);
    await settled(element);
    expect(page.server.callsTo('/v1/inventory').length).to.equal(before + 1);
    expect(rows(element).length).to.equal(25);
  });
});
