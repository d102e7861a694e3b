import {
  factParts,
  type InventorySummary,
  type ShopSettings,
  type TodayInsights,
} from '@shelfwise/core/wire';

/** What the shop has yet to say before stock and chat can do their work. */
export function whatIsMissing(
  { uncounted }: Pick<InventorySummary, 'uncounted'>,
  settings: ShopSettings,
): TodayInsights['missing'] {
  return { stockCounts: uncounted, facts: unknownFacts(settings) };
}

function unknownFacts({ facts, chat }: ShopSettings): TodayInsights['missing']['facts'] {
  if (!chat.enabled) return [];
  return factParts.filter((part) => Object.values(facts[part] ?? {}).every(isEmpty));
}

const isEmpty = (value: unknown) =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
