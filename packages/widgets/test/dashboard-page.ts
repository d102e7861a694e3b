import { fixture, html } from '@open-wc/testing';
import { pageContext } from '../src/internal/page-context.js';
import '../src/stock-dashboard/stock-dashboard.js';
import type { StockDashboard } from '../src/stock-dashboard/stock-dashboard.js';
import { FakeOwnerServer } from './owner-server.js';
import { waitUntil } from './page.js';

/** What a test of the dashboard reads and changes: a fresh server for every test of a file. */
export interface DashboardPage {
  server: FakeOwnerServer;
}

export function useDashboardPage(): DashboardPage {
  const page = {} as DashboardPage;
  beforeEach(() => {
    pageContext().update({ server: location.origin });
    page.server = new FakeOwnerServer();
  });
  afterEach(() => page.server.restore());
  return page;
}

export const root = (element: StockDashboard) => element.shadowRoot!;
export const all = (element: StockDashboard, selector: string) => [
  ...root(element).querySelectorAll<HTMLElement>(selector),
];
export const rows = (element: StockDashboard) => all(element, 'tbody tr');
export const said = (element: StockDashboard) =>
  root(element).querySelector('[role=status]')!.textContent.trim();
export const heading = (element: StockDashboard, label: string) =>
  all(element, 'thead th').find((th) => th.textContent.trim() === label)!;
export const select = (element: StockDashboard, label: string) =>
  all(element, '.filters label')
    .find((found) => found.textContent.trim().startsWith(label))!
    .querySelector('select')!;

export function pick(control: HTMLSelectElement, value: string) {
  control.value = value;
  control.dispatchEvent(new Event('change'));
}

export async function settled(element: StockDashboard) {
  await waitUntil(() => !(element as unknown as { isBusy: boolean }).isBusy, 'answered');
  await element.updateComplete;
  return element;
}

export async function dashboard(): Promise<StockDashboard> {
  const element = await fixture<StockDashboard>(
    html`<stock-dashboard session-url="/session" lang="en-GB"></stock-dashboard>`,
  );
  return settled(element);
}

export const lastQuery = ({ server }: DashboardPage) => server.callsTo('/v1/inventory').at(-1)!.query;
