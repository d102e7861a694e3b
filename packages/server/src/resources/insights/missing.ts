import { factParts, inventoryQuery, type ShopSettings, type TodayInsights } from '@shelfwise/core/wire';
import type { ShopDocument } from '../../stores/documents.js';
import type { InventoryService } from '../inventory/service.js';

/** What the shop has yet to say before stock and chat can do their work. */
export async function whatIsMissing(
  inventory: Pick<InventoryService, 'list'>,
  shop: ShopDocument,
): Promise<TodayInsights['missing']> {
  const { summary } = await inventory.list(shop, inventoryQuery.parse({ pageSize: 1 }));
  return { stockCounts: summary.uncounted, facts: unknownFacts(shop.settings) };
}

function unknownFacts({ facts, chat }: ShopSettings): TodayInsights['missing']['facts'] {
  if (!chat.enabled) return [];
  return factParts.filter((part) => Object.values(facts[part] ?? {}).every(isEmpty));
}

const isEmpty = (value: unknown) =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
