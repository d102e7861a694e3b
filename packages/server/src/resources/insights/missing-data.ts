import {
  factParts,
  type InventorySummary,
  type ShopSettings,
  type TodayInsights,
} from '@shelfwise/core/wire';

/** Lists the data that the shop has yet to enter for stock advice and chat to work fully. */
export function findMissingData(
  { uncounted }: Pick<InventorySummary, 'uncounted'>,
  settings: Pick<ShopSettings, 'facts' | 'chat'>,
): TodayInsights['missing'] {
  return { stockCounts: uncounted, facts: unknownFacts(settings) };
}

function unknownFacts({
  facts,
  chat,
}: Pick<ShopSettings, 'facts' | 'chat'>): TodayInsights['missing']['facts'] {
  if (!chat.enabled) return [];
  return factParts.filter((part) => Object.values(facts[part] ?? {}).every(isEmpty));
}

const isEmpty = (value: unknown) =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
