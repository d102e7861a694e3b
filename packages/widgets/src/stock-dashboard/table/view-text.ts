import type { InventoryStatus } from '@shelfwise/core/wire';
import { inventoryColumns, statusOrder, type InventorySort } from './inventory-columns.js';
import { defaultView, firstOrder, type InventoryView } from './inventory-view.js';
import { pageSizes } from './stock-pager.js';

const statuses: readonly string[] = ['attention', ...statusOrder] satisfies (InventoryStatus | 'attention')[];
const sorts: readonly string[] = ['risk', 'title', ...inventoryColumns.map(({ sort }) => sort)];
const texts = ['supplier', 'category', 'search'] as const;
/** The server's own limits on a text and on a page's number. */
const maxLength = 200;
const maxPage = 100_000;

/** A view as the query of an address: `status=out&sort=stockLevel&page=2`. What is as usual is left out. */
export function viewToText(view: InventoryView): string {
  const query = new URLSearchParams();
  for (const name of ['status', ...texts] as const) if (view[name]) query.set(name, view[name]);
  if (view.sort !== defaultView.sort) query.set('sort', view.sort);
  if (view.order !== firstOrder(view.sort)) query.set('order', view.order);
  if (view.page !== defaultView.page) query.set('page', String(view.page));
  if (view.pageSize !== defaultView.pageSize) query.set('pageSize', String(view.pageSize));
  return query.toString();
}

/** The view that a text means. Addresses are typed and cut off by people: what means nothing is as usual. */
export function viewFromText(text: string): InventoryView {
  const query = new URLSearchParams(text);
  const oneOf = (name: string, known: readonly string[]) => {
    const value = query.get(name) ?? '';
    return known.includes(value) ? value : undefined;
  };
  const status = oneOf('status', statuses) as InventoryView['status'];
  const sort = (oneOf('sort', sorts) ?? defaultView.sort) as InventorySort;
  const page = Number(query.get('page'));
  const view: InventoryView = {
    ...(status && { status }),
    sort,
    order: (oneOf('order', ['asc', 'desc']) ?? firstOrder(sort)) as InventoryView['order'],
    page: Number.isInteger(page) && page >= 1 && page <= maxPage ? page : defaultView.page,
    pageSize: Number(oneOf('pageSize', pageSizes.map(String)) ?? defaultView.pageSize),
  };
  for (const name of texts) {
    const value = query.get(name)?.slice(0, maxLength);
    if (value) view[name] = value;
  }
  return view;
}
