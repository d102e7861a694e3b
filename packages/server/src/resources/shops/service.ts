import { isDeepStrictEqual } from 'node:util';
import {
  shopSettingsPatch,
  type AssistantSettings,
  type RevisedSettings,
  type ShopSettings,
} from '@shelfwise/core/wire';
import { createApiKey } from '../../access/api-keys.js';
import type { Secrets } from '../../access/secrets.js';
import { parse } from '../../http/parse.js';
import { Problem } from '../../http/problem.js';
import { hourMs } from '../../rules/days/durations.js';
import type { ApiKeyDocument, Id, ShopDocument } from '../../stores/port/documents.js';
import { retryOnConflict } from '../../stores/shared/retry-on-conflict.js';
import type { Audit, Store } from '../../stores/port/store.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';
import { defaultSettings, type NewShop } from './default-settings.js';

export interface CreatedShop {
  shop: ShopDocument;
  publishableKey: string;
  /** Shown once, because only its hash is stored. */
  secretKey: string;
}

export type VisibleSettings = Omit<RevisedSettings, 'assistant'> & {
  assistant: WithoutSecret<AssistantSettings>;
};

type WithoutSecret<T> = T extends unknown ? Omit<T, 'secret'> : never;

const maxAttempts = 20;

export interface ShopServiceOptions {
  store: Pick<Store, 'shops' | 'apiKeys'>;
  clock: () => Date;
  /** Seals the secrets of other systems that shops store. Not needed to make shops and keys. */
  secrets?: Pick<Secrets, 'seal'>;
  /** Makes the caches of this process forget the shop. */
  onChanged?: (shopId: Id) => void;
  /** Called when sales count differently from now on, so that their days must be counted again. */
  onSalesSettings?: (shop: ShopDocument) => void;
  /**
   * Called when the terms changed that hold for products without terms of their own. `patch` waits for it.
   */
  onSupplyTerms?: (shop: ShopDocument) => Promise<void>;
}

/** Shops, their settings and their keys. */
export class ShopService {
  private readonly store: ShopServiceOptions['store'];
  private readonly clock: () => Date;
  private readonly secrets: ShopServiceOptions['secrets'];
  private readonly onChanged: NonNullable<ShopServiceOptions['onChanged']>;
  private readonly onSalesSettings: NonNullable<ShopServiceOptions['onSalesSettings']>;
  private readonly onSupplyTerms: NonNullable<ShopServiceOptions['onSupplyTerms']>;

  constructor(options: ShopServiceOptions) {
    this.store = options.store;
    this.clock = options.clock;
    this.secrets = options.secrets;
    this.onChanged = options.onChanged ?? (() => undefined);
    this.onSalesSettings = options.onSalesSettings ?? (() => undefined);
    this.onSupplyTerms = options.onSupplyTerms ?? (async () => undefined);
  }

  async create(request: NewShop): Promise<CreatedShop> {
    if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(request.name)) {
      throw new Problem(
        'invalid-request',
        'A shop’s name is lower case letters, digits and hyphens, at most 63.',
      );
    }
    const shop = await this.store.shops.create({ name: request.name, settings: defaultSettings(request) });
    const publishableKey = await this.addKey(shop, 'publishable');
    const secretKey = await this.addKey(shop, 'secret');
    return { shop, publishableKey, secretKey };
  }

  /** The settings that the owner may read: secrets are write-only. */
  settings({ settings, revision = 0 }: ShopDocument): VisibleSettings {
    return { ...settings, assistant: withoutSecret(settings.assistant), revision };
  }

  /**
   * Replaces the top-level parts that are given. Throws `conflict` when a revision is given and is not the
   * stored one.
   */
  async patch(shop: ShopDocument, patch: unknown, actor: string): Promise<VisibleSettings> {
    const { revision, ...change } = withoutUndefined(parse(shopSettingsPatch, patch));
    const detail = { parts: Object.keys(change) };
    const audit = () => ({ at: this.clock(), actor, action: 'shop.patch', detail });
    const { former, changed } = await this.writeChange(shop.id, change, revision, audit);
    this.onChanged(shop.id);
    if (!isDeepStrictEqual(salesTerms(changed.settings), salesTerms(former))) this.onSalesSettings(changed);
    if (!isDeepStrictEqual(supplyTerms(changed.settings), supplyTerms(former))) {
      await this.onSupplyTerms(changed);
    }
    return this.settings(changed);
  }

  /** Adds a key. The existing ones stay valid. */
  async addKey(shop: ShopDocument, kind: ApiKeyDocument['kind']): Promise<string> {
    const made = createApiKey(kind);
    await this.store.apiKeys.create(shop.id, made.document);
    return made.value;
  }

  /**
   * Makes a new key. Former ones of its kind end after `overlapHours`, and the owner's sessions end at once.
   */
  async rotate(
    shop: ShopDocument,
    kind: ApiKeyDocument['kind'],
    overlapHours: number,
  ): Promise<{ key: string; revokedAt: Date }> {
    const revokedAt = new Date(this.clock().getTime() + overlapHours * hourMs);
    const former = await this.store.apiKeys.list(shop.id);
    const key = await this.addKey(shop, kind);
    for (const one of former) {
      const endsSooner = one.revokedAt !== undefined && one.revokedAt <= revokedAt;
      if (one.kind === kind && !endsSooner) await this.store.apiKeys.revoke(shop.id, one.id, revokedAt);
    }
    await this.store.shops.endSessions(shop.id);
    this.onChanged(shop.id);
    return { key, revokedAt };
  }

  /**
   * Reads, merges and writes. Starts again when the settings changed in between, so the later of two changes
   * holds.
   */
  private async writeChange(
    shopId: Id,
    change: Partial<ShopSettings>,
    expected: number | undefined,
    audit: Audit,
  ): Promise<{ former: ShopSettings; changed: ShopDocument }> {
    return retryOnConflict(
      async () => {
        const shop = await this.store.shops.findById(shopId);
        if (!shop) throw new Problem('not-found');
        const revision = shop.revision ?? 0;
        if (expected !== undefined && expected !== revision) {
          throw new Problem('conflict', 'The settings were changed since they were read.');
        }
        const settings = this.merge(shopId, shop.settings, change);
        const changed = await this.store.shops.updateSettings(shopId, settings, revision, audit);
        return { former: shop.settings, changed };
      },
      { attempts: maxAttempts },
    );
  }

  private merge(
    shopId: Id,
    former: ShopSettings,
    { assistant, ...change }: Partial<ShopSettings>,
  ): ShopSettings {
    return {
      ...former,
      ...change,
      assistant: assistant ? this.sealAssistant(shopId, former.assistant, assistant) : former.assistant,
    };
  }

  /**
   * A secret cannot be read back, so a change without one keeps that of the same engine. An empty one removes
   * it.
   */
  private sealAssistant(shopId: Id, former: AssistantSettings, change: AssistantSettings): AssistantSettings {
    if (change.kind === 'embedded') return change;
    const kept = former.kind === change.kind ? former.secret : undefined;
    const secret = change.secret === undefined ? kept : this.seal(shopId, change.secret);
    return withoutUndefined({ ...change, secret });
  }

  private seal(shopId: Id, secret: string): string | undefined {
    if (secret === '') return undefined;
    if (!this.secrets) throw new Error('a secret of a shop can only be stored sealed');
    return this.secrets.seal(shopId, secret);
  }
}

/** Settings stored before engines had settings of their own may hold a secret whatever the kind. */
function withoutSecret(assistant: AssistantSettings): WithoutSecret<AssistantSettings> {
  const { secret: _secret, ...visible }: AssistantSettings & { secret?: string | undefined } = assistant;
  return visible;
}

/** The settings that decide how orders count. */
const salesTerms = ({ timeZone, currency, wholesaleFrom }: ShopSettings) => ({
  timeZone,
  currency,
  wholesaleFrom,
});

/** The settings that products without terms of their own are bought by. */
const supplyTerms = ({ leadTime, reviewPeriod, serviceLevel }: ShopSettings) => ({
  leadTime,
  reviewPeriod,
  serviceLevel,
});
