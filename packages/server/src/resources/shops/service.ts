import { isDeepStrictEqual } from 'node:util';
import type { LeadTime, RevisedSettings, ShopSettings } from '@shelfwise/core/wire';
import { shopSettings, shopSettingsPatch } from '@shelfwise/core/wire';
import type { z } from 'zod';
import { createApiKey } from '../../access/api-keys.js';
import { parse } from '../../http/parse.js';
import { Problem } from '../../http/problem.js';
import type { Secrets } from '../../access/secrets.js';
import type { ApiKeyDocument, ShopDocument } from '../../stores/port/documents.js';
import { Conflict } from '../../stores/port/store-errors.js';
import type { Audit, Store } from '../../stores/port/store.js';
import { withoutUndefined } from '../../stores/shared/without-undefined.js';

export interface NewShop {
  name: string;
  currency: string;
  timeZone: string;
  origins: string[];
  locale?: string;
  /** What shoppers read; the name when absent. */
  title?: string;
}

export interface CreatedShop {
  shop: ShopDocument;
  publishableKey: string;
  /** Shown once: only its hash is kept. */
  secretKey: string;
}

export type VisibleSettings = Omit<RevisedSettings, 'assistant'> & {
  assistant: Omit<ShopSettings['assistant'], 'secret'>;
};

export interface ShopService {
  create(shop: NewShop): Promise<CreatedShop>;
  /** What the owner may read: secrets are write-only. */
  settings(shop: ShopDocument): VisibleSettings;
  /** Top-level parts that are given replace those held; `conflict` when a revision is given and is not that held. */
  patch(shop: ShopDocument, patch: unknown, actor: string): Promise<VisibleSettings>;
  /** One more key beside those there are, none of which ends. */
  addKey(shop: ShopDocument, kind: ApiKeyDocument['kind']): Promise<string>;
  /** A new key; those of its kind before it end after `overlapHours`, the owner's sessions at once. */
  rotate(
    shop: ShopDocument,
    kind: ApiKeyDocument['kind'],
    overlapHours: number,
  ): Promise<{ key: string; revokedAt: Date }>;
}

const maxAttempts = 20;

/** Assumed until the owner says better: a week to deliver, give or take two days; order once a week. */
const defaultLeadTime: LeadTime = { mean: 7, sd: 2 };

function defaultSettings({ name, title, currency, timeZone, origins, locale }: NewShop): ShopSettings {
  return parse(shopSettings, {
    name: title ?? name,
    currency,
    timeZone,
    locale: locale ?? 'en',
    allowedOrigins: origins,
    stockSource: 'orders',
    consentDefault: 'denied',
    leadTime: defaultLeadTime,
    reviewPeriod: 7,
    serviceLevel: 0.95,
    assistant: { kind: 'embedded' },
    // The name in the API is for machines. Without a title, the chat element words its own heading and greeting.
    chat: { enabled: true, ...(title !== undefined && { title }), suggestions: [] },
    facts: {},
  } satisfies z.input<typeof shopSettings>);
}

export function createShopService({
  store,
  clock,
  secrets,
  onChanged = () => undefined,
  onSalesSettings = () => undefined,
  onSupplyTerms = async () => undefined,
}: {
  store: Pick<Store, 'shops' | 'apiKeys'>;
  clock: () => Date;
  /** Seals what shops store of other systems; making shops and keys needs none. */
  secrets?: Pick<Secrets, 'seal'>;
  /** Caches of this process forget the shop. */
  onChanged?: (shopId: string) => void;
  /** Sales count differently from now on: their days are due to be counted anew. */
  onSalesSettings?: (shop: ShopDocument) => void;
  /** What products without terms of their own are bought by has changed. The answer waits for it. */
  onSupplyTerms?: (shop: ShopDocument) => Promise<void>;
}): ShopService {
  const sealed = (shopId: string, secret: string | undefined) => {
    if (secret === undefined || secret === '') return undefined;
    if (!secrets) throw new Error('a secret of a shop can only be stored sealed');
    return secrets.seal(shopId, secret);
  };

  /** Begins again when somebody else changed the settings in between: parts that both give are the later one's. */
  async function writeChange(
    shopId: string,
    change: Partial<ShopSettings>,
    expected: number | undefined,
    audit: Audit,
  ) {
    for (let attempt = 1; ; attempt += 1) {
      const shop = await store.shops.findById(shopId);
      if (!shop) throw new Problem('not-found');
      const held = shop.settings;
      const settings: ShopSettings = { ...held, ...change };
      // A secret cannot be read back, so leaving it out of a change keeps it; an empty one removes it.
      settings.assistant = withoutUndefined({
        ...settings.assistant,
        secret: sealed(shopId, change.assistant?.secret) ?? held.assistant.secret,
      });
      if (change.assistant?.secret === '') delete settings.assistant.secret;
      try {
        const seen = shop.revision ?? 0;
        if (expected !== undefined && expected !== seen) {
          throw new Problem('conflict', 'The settings were changed since they were read.');
        }
        return { held, changed: await store.shops.updateSettings(shopId, settings, seen, audit) };
      } catch (error) {
        if (!(error instanceof Conflict) || attempt === maxAttempts) throw error;
      }
    }
  }

  return {
    async create(request) {
      if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(request.name)) {
        throw new Problem(
          'invalid-request',
          'A shop’s name is lower case letters, digits and hyphens, at most 63.',
        );
      }
      const shop = await store.shops.create({ name: request.name, settings: defaultSettings(request) });
      const publishable = createApiKey('publishable');
      const secret = createApiKey('secret');
      await store.apiKeys.create(shop.id, publishable.document);
      await store.apiKeys.create(shop.id, secret.document);
      return { shop, publishableKey: publishable.value, secretKey: secret.value };
    },

    settings: visible,

    async patch(shop, patch, actor) {
      const { revision, ...change } = withoutUndefined(parse(shopSettingsPatch, patch));
      const detail = { parts: Object.keys(change) };
      const audit = () => ({ at: clock(), actor, action: 'shop.patch', detail });
      const { held, changed } = await writeChange(shop.id, change, revision, audit);
      const { settings } = changed;
      onChanged(shop.id);
      const isOtherDay = settings.timeZone !== held.timeZone || settings.currency !== held.currency;
      if (isOtherDay || settings.wholesaleFrom !== held.wholesaleFrom) {
        onSalesSettings(changed);
      }
      if (!isDeepStrictEqual(supplyTerms(settings), supplyTerms(held))) await onSupplyTerms(changed);
      return visible(changed);
    },

    async addKey(shop, kind) {
      const made = createApiKey(kind);
      await store.apiKeys.create(shop.id, made.document);
      return made.value;
    },

    async rotate(shop, kind, overlapHours) {
      const revokedAt = new Date(clock().getTime() + overlapHours * 3600_000);
      const former = await store.apiKeys.list(shop.id);
      const made = createApiKey(kind);
      await store.apiKeys.create(shop.id, made.document);
      for (const key of former) {
        const endsSooner = key.revokedAt !== undefined && key.revokedAt <= revokedAt;
        if (key.kind === kind && !endsSooner) await store.apiKeys.revoke(shop.id, key.id, revokedAt);
      }
      await store.shops.endSessions(shop.id);
      onChanged(shop.id);
      return { key: made.value, revokedAt };
    },
  };
}

const supplyTerms = ({ leadTime, reviewPeriod, serviceLevel }: ShopSettings) => ({
  leadTime,
  reviewPeriod,
  serviceLevel,
});

function visible({ settings, revision = 0 }: ShopDocument): VisibleSettings {
  const { secret: _secret, ...assistant } = settings.assistant;
  return { ...settings, assistant, revision };
}
