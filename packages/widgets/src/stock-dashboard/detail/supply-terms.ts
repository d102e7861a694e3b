import type { InventoryItem, SupplyTerms } from '@shelfwise/core/wire';
import type { StockMessages } from '../stock-dashboard.messages.js';

/** One field of "buying it again": how it is read from an item, checked, and sent. */
export interface TermField {
  name: 'delivery' | 'spread' | 'packSize' | 'minimumOrder' | 'serviceLevel';
  label: keyof StockMessages;
  hint: keyof StockMessages;
  min: number;
  max: number;
  step: number;
  read(item: InventoryItem): number;
}

/** The limits are those of the server's schema; the chance of not running out is shown in percent. */
export const termFields: readonly TermField[] = [
  {
    name: 'delivery',
    label: 'supplierDelivery',
    hint: 'supplierDeliveryHint',
    min: 0,
    max: 365,
    step: 0.5,
    read: (item) => item.leadTime.mean,
  },
  {
    name: 'spread',
    label: 'deliverySpread',
    hint: 'deliverySpreadHint',
    min: 0,
    max: 180,
    step: 0.5,
    read: (item) => item.leadTime.sd,
  },
  {
    name: 'packSize',
    label: 'packSize',
    hint: 'packSizeHint',
    min: 1,
    max: 1_000_000,
    step: 1,
    read: (item) => item.packSize,
  },
  {
    name: 'minimumOrder',
    label: 'minimumOrder',
    hint: 'minimumOrderHint',
    min: 1,
    max: 1_000_000,
    step: 1,
    read: (item) => item.minimumOrder,
  },
  {
    name: 'serviceLevel',
    label: 'serviceLevel',
    hint: 'serviceLevelHint',
    min: 50,
    max: 99.9,
    step: 0.1,
    read: (item) => toPercent(item.serviceLevel),
  },
];

export type TermValues = Record<TermField['name'], number>;

export function readTerms(item: InventoryItem): TermValues {
  return Object.fromEntries(termFields.map((field) => [field.name, field.read(item)])) as TermValues;
}

/** Body of `PATCH /v1/inventory/{product}`: only what differs. */
export function changedTerms(former: TermValues, next: TermValues): SupplyTerms {
  const leadTimeChanged = former.delivery !== next.delivery || former.spread !== next.spread;
  return {
    ...(leadTimeChanged && { leadTime: { mean: next.delivery, sd: next.spread } }),
    ...(former.packSize !== next.packSize && { packSize: next.packSize }),
    ...(former.minimumOrder !== next.minimumOrder && { minimumOrder: next.minimumOrder }),
    ...(former.serviceLevel !== next.serviceLevel && {
      serviceLevel: Math.round(next.serviceLevel * 10) / 1000,
    }),
  };
}

/** Which message a typed value earns; none when it is good. */
export function checkTerm(field: TermField, typed: string): 'mustBeBetween' | 'mustBeWhole' | undefined {
  const value = Number(typed);
  const isInside = typed.trim() !== '' && value >= field.min && value <= field.max;
  if (field.step === 1) return isInside && Number.isInteger(value) ? undefined : 'mustBeWhole';
  return isInside ? undefined : 'mustBeBetween';
}

/** A tenth of a percent is as fine as the field; .975 must not become 97.49999 %. */
function toPercent(share: number): number {
  return Math.round(share * 1000) / 10;
}
