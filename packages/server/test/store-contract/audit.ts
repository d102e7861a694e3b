import { describe, expect, test } from 'vitest';
import type { Audit } from '../../src/stores/port/store.js';
import { aProduct, at, randomId, type ContractContext } from './context.js';
import { testSettings } from './settings.js';

/** An owner's change and its entry in the audit log are one write. */
export function auditContract(context: ContractContext): void {
  describe('audit', () => {
    for (const [name, prepare] of Object.entries(changes)) {
      test(`${name} stands in the audit log, and again only when it changes something again`, async () => {
        const { change, shop, changed = 1 } = await prepare(context);
        await change(counted);
        const entry = { shopId: shop, at: context.now, actor: 'owner', action: 'test' };
        const entries = () => context.store.audit.list(shop, 9);
        expect(await entries()).toEqual([{ ...entry, detail: { changed } }]);
        // What is gone already may be refused.
        await change(counted).catch(() => undefined);
        expect(await entries()).toHaveLength(1);
      });

      test(`${name} is not made when its entry cannot be written`, async () => {
        const { change, state } = await prepare(context);
        const before = await state();
        await expect(change(unwritable)).rejects.toThrow('no entry');
        expect(await state()).toEqual(before);
        await change(counted);
        expect(await state()).not.toEqual(before);
      });
    }

    test('every end of the owner’s sessions stands in the audit log, or is not made', async () => {
      const { shops, audit } = context.store;
      const { id } = await shops.create({ name: `audited-${context.shop}`, settings: testSettings });
      await expect(shops.endSessions(id, unwritable)).rejects.toThrow('no entry');
      expect((await shops.findById(id))?.sessionEpoch ?? 0).toBe(0);
      for (let time = 1; time <= 2; time++) await shops.endSessions(id, counted);
      expect((await shops.findById(id))?.sessionEpoch).toBe(2);
      expect(await audit.list(id, 9)).toHaveLength(2);
    });

    test('a change that is refused leaves no entry', async () => {
      const { shops, audit } = context.store;
      const { id } = await shops.create({ name: `audited-${context.shop}`, settings: testSettings });
      const settings = { ...testSettings, name: 'Other' };
      await expect(shops.updateSettings(id, settings, 7, counted)).rejects.toThrow();
      expect(await audit.list(id, 9)).toEqual([]);
    });
  });

  const counted: Audit = (changed) => ({
    at: context.now,
    actor: 'owner',
    action: 'test',
    detail: { changed },
  });
}

/** Fails when the entry itself is written, and not before. */
const unwritable: Audit = () => ({
  at: at('20T10:00:00'),
  actor: 'owner',
  action: 'test',
  detail: {
    get changed(): number {
      throw new Error('no entry');
    },
  },
});

interface Change {
  shop: string;
  change: (audit: Audit) => Promise<unknown>;
  /** What must be as before when the change was not made. */
  state: () => Promise<unknown>;
  /** How many documents it changes. */
  changed?: number;
}

const changes: Record<string, (context: ContractContext) => Promise<Change>> = {
  async 'a change of settings'({ store, shop: name }) {
    const { id: shop } = await store.shops.create({ name: `audited-${name}`, settings: testSettings });
    const settings = { ...testSettings, name: 'Other' };
    return {
      shop,
      change: (audit) => store.shops.updateSettings(shop, settings, undefined, audit),
      state: () => store.shops.findById(shop),
    };
  },
  async 'an import of products'({ store: { products }, shop }) {
    await products.upsertMany(shop, [aProduct('a')]);
    const given = [aProduct('a'), aProduct('b'), aProduct('c')];
    return {
      shop,
      change: (audit) => products.upsertMany(shop, given, audit),
      state: () => products.count(shop),
      changed: 2,
    };
  },
  async 'the deletion of a product'({ store: { products }, shop, now }) {
    await products.upsertMany(shop, [aProduct('a')]);
    return {
      shop,
      change: (audit) => products.delete(shop, 'a', now, audit),
      state: () => products.findByKey(shop, 'a'),
    };
  },
  async 'a change of questions'({ store: { faq }, shop }) {
    const entry = { key: 'a', question: 'Q?', variations: ['q'], answer: 'A' };
    await faq.upsertMany(shop, [entry]);
    const given = [entry, { ...entry, key: 'b' }, { ...entry, key: 'c' }];
    return {
      shop,
      change: (audit) => faq.upsertMany(shop, given, audit),
      state: () => faq.list(shop),
      changed: 2,
    };
  },
  async 'the deletion of a question'({ store: { faq }, shop }) {
    await faq.upsertMany(shop, [{ key: 'a', question: 'Q?', variations: [], answer: 'A' }]);
    return { shop, change: (audit) => faq.delete(shop, 'a', audit), state: () => faq.list(shop) };
  },
  async 'a count of stock'({ store: { inventory }, shop }) {
    const [known, fresh] = [randomId(), randomId()];
    const asOf = at('20T10:00:00');
    const level = (productId: string) => ({ productId, stockLevel: 5, asOf });
    await inventory.setLevels(shop, [level(known)], 'owner');
    return {
      shop,
      change: (audit) => inventory.setLevels(shop, [level(known), level(fresh)], 'owner', audit),
      state: () => inventory.findByProducts(shop, [known, fresh]),
    };
  },
  async 'a delivery'({ store: { inventory }, shop }) {
    const productId = randomId();
    const movement = { productId, quantity: 5, reason: 'receipt' as const, at: at('20T10:00:00') };
    const given = ['r1', 'r2'].map((reference) => ({ ...movement, reference }));
    await inventory.applyMovements(shop, given.slice(0, 1));
    return {
      shop,
      change: (audit) => inventory.applyMovements(shop, given, audit),
      state: () => inventory.findByProduct(shop, productId),
    };
  },
  async 'a change of terms'({ store: { inventory }, shop }) {
    const [same, other] = [randomId(), randomId()];
    const terms = { packSize: 6, leadTime: { mean: 5, sd: 1 } };
    await inventory.setTerms(shop, [{ productId: same, ...terms }]);
    const given = [same, other].map((productId) => ({ productId, ...terms }));
    return {
      shop,
      change: (audit) => inventory.setTerms(shop, given, audit),
      state: () => inventory.findByProducts(shop, [same, other]),
    };
  },
  async 'the snooze of an alert'({ store: { alerts }, shop }) {
    const alert = {
      key: 'no-orders',
      kind: 'no-orders',
      severity: 'info',
      values: { lastAt: '2026-11-01T00:00:00.000Z' },
    } as const;
    await alerts.openMany(shop, [{ ...alert, since: at('20T10:00:00') }]);
    return {
      shop,
      change: (audit) => alerts.snooze(shop, 'no-orders', at('30T00:00:00'), audit),
      state: () => alerts.listOpen(shop),
    };
  },
  async 'the dismissal of a question'({ store: { conversations }, shop }) {
    const when = at('20T10:00:00');
    const head = { key: 'talk', assistant: 'embedded', startedAt: when, lastAt: when } as const;
    const talk = await conversations.create(shop, { ...head, expiresAt: at('30T00:00:00') });
    const said = { at: when, messageId: 'm' };
    await conversations.append(shop, talk.id, 0, [
      { ...said, from: 'shopper', text: 'Submarines?' },
      { ...said, from: 'assistant', text: 'Sorry', fallback: true },
    ]);
    const unanswered = () => conversations.listUnanswered(shop, at('01T00:00:00'), 9);
    const messages = await unanswered();
    return {
      shop,
      change: (audit) => conversations.dismiss(shop, messages, audit),
      state: unanswered,
    };
  },
  async 'the request of a job'({ store: { jobRuns }, shop, now }) {
    return {
      shop,
      change: (audit) => jobRuns.request(shop, 'train-assistant', now, audit),
      state: () => jobRuns.listRequested(shop),
    };
  },
};
