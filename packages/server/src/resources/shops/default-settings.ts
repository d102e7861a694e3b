import { shopSettings, type LeadTime, type ShopSettings } from '@shelfwise/core/wire';
import type { z } from 'zod';
import { parse } from '../../http/parse.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';

export interface NewShop {
  name: string;
  currency: string;
  timeZone: string;
  origins: string[];
  locale?: string;
  /** The name that shoppers read. The shop's name when absent. */
  title?: string;
}

/** Assumed until the owner states better: deliveries take a week, give or take two days. */
const defaultLeadTime: LeadTime = { mean: 7, sd: 2 };
/** Days: the shop orders once a week. */
const defaultReviewPeriod = 7;
const defaultServiceLevel = 0.95;

/** The settings of a new shop. Throws a problem when they are not valid. */
export function defaultSettings({ name, title, currency, timeZone, origins, locale }: NewShop): ShopSettings {
  return parse(shopSettings, {
    name: title ?? name,
    currency,
    timeZone,
    locale: locale ?? 'en',
    allowedOrigins: origins,
    stockSource: 'orders',
    consentDefault: 'denied',
    leadTime: defaultLeadTime,
    reviewPeriod: defaultReviewPeriod,
    serviceLevel: defaultServiceLevel,
    assistant: { kind: 'embedded' },
    // The name in the API is for machines. Without a title, the chat element words its own heading and
    // greeting.
    chat: withoutUndefined({ enabled: true, title, suggestions: [] }),
    facts: {},
  } satisfies z.input<typeof shopSettings>);
}
