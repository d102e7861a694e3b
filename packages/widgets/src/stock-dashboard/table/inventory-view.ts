import type { InventoryQuery, InventoryStatus } from '@shelfwise/core/wire';
import { inventoryColumns, type InventorySort } from './inventory-columns.js';

/** What the owner has chosen to see. */
export interface InventoryView {
  status?: InventoryStatus | 'attention';
  supplier?: string;
  category?: string;
  search?: string;
  sort: InventorySort;
  order: 'asc' | 'desc';
  page: number;
  pageSize: number;
}
export type FilterName = 'status' | 'supplier' | 'category' | 'search';

export const defaultView: InventoryView = { sort: 'risk', order: 'desc', page: 1, pageSize: 25 };

/** Changes a filter; an empty value takes it away. What is found changes, so the first page is shown. */
export function withFilter(view: InventoryView, name: FilterName, value: string): InventoryView {
  const { [name]: _former, ...rest } = view;
  return { ...rest, page: 1, ...(value && { [name]: value }) };
}

/** A click on a heading: its own first order, then the other way round. */
export function withSort(view: InventoryView, sort: InventorySort): InventoryView {
  const reversed = view.order === 'asc' ? 'desc' : 'asc';
  return { ...view, sort, order: view.sort === sort ? reversed : firstOrder(sort), page: 1 };
}

export function firstOrder(sort: InventorySort): 'asc' | 'desc' {
  if (sort === 'risk') return 'desc';
  return inventoryColumns.find((column) => column.sort === sort)?.firstOrder ?? 'asc';
}

export function isFiltered(view: InventoryView): boolean {
  return Boolean(view.status ?? view.supplier ?? view.category ?? view.search);
}

/** The filters taken away; sorting and page size stay. */
export function withoutFilters({ sort, order, pageSize }: InventoryView): InventoryView {
  return { sort, order, pageSize, page: 1 };
}

/** As the query of `GET /v1/inventory`. */
export function toQuery(view: InventoryView): Partial<Record<keyof InventoryQuery, string | number>> {
  return { ...view };
}
