import { describe, expect, test } from 'vitest';
import {
  anInteraction,
  anOrder,
  at,
  aVisitor,
  aWrite,
  collect,
  randomId,
  type ContractContext,
} from './context.js';
import type { Id } from '../../src/stores/port/documents.js';
import { NotFound } from '../../src/stores/port/store-errors.js';

const consent = { analytics: true, personalization: true, functionality: true };

/** Visitors and interactions. */
export function peopleContract(context: ContractContext): void {
  const touch = (key: string, time = at('20T10:00:00'), customerKey?: string) =>
    context.store.visitors.touch(context.shop, key, consent, time, customerKey);

  describe('visitors', () => {
    test('touch(...) makes a visitor once and notes consent and time', async () => {
      const { visitors } = context.store;
      const first = await touch('v1');
      const again = await visitors.touch(
        context.shop,
        'v1',
        { ...consent, analytics: false },
        at('20T10:00:05'),
        'ann',
      );
      expect(again).toMatchObject({ id: first.id, firstSeen: first.firstSeen, customerKey: 'ann' });
      expect(again.consent.analytics).toBe(false);
      expect(await visitors.findByKey(context.shop, 'v1')).toEqual(again);
      expect((await touch('v1', at('21T10:00:00'))).lastSeen).toEqual(at('21T10:00:00'));
      expect(await visitors.findByKey(context.otherShop, 'v1')).toBeNull();
      const theirs = await visitors.touch(context.otherShop, 'v1', consent, at('20T10:00:00'));
      expect(theirs.id).not.toBe(first.id);
    });

    test('touch(...) by many at once makes one visitor', async () => {
      const all = await Promise.all(Array.from({ length: 8 }, () => touch('v1')));
      expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    });

    test('ensureCustomers(...) finds or makes, whatever the order', async () => {
      const { visitors } = context.store;
      const first = await visitors.ensureCustomers(context.shop, ['ann', 'bob', 'ann'], context.now);
      expect([...first.keys()].sort()).toEqual(['ann', 'bob']);
      const again = await visitors.ensureCustomers(context.shop, ['cy', 'ann'], context.now);
      expect(again.get('ann')).toBe(first.get('ann'));
      const ann = await visitors.findByKey(context.shop, 'customer:ann');
      expect(ann).toMatchObject({ id: first.get('ann'), customerKey: 'ann' });
    });

    test('merge(...) moves everything, also over several steps; later reads follow', async () => {
      const { visitors, interactions, orders, conversations } = context.store;
      const [a, b, c] = [await touch('a'), await touch('b'), await touch('c')];
      const product = randomId();
      await interactions.appendMany(context.shop, [
        anInteraction(a.id, product),
        anInteraction(b.id, product),
      ]);
      await orders.recordMany(context.shop, [aWrite(anOrder('o1', { userId: a.id }))]);
      await conversations.create(context.shop, {
        key: 'talk',
        userId: a.id,
        assistant: 'embedded',
        startedAt: context.now,
        lastAt: context.now,
        expiresAt: context.now,
      });
      await visitors.merge(context.shop, a.id, b.id);
      await visitors.merge(context.shop, b.id, c.id);
      await visitors.merge(context.shop, c.id, a.id);
      expect((await visitors.findByKey(context.shop, 'a'))?.id).toBe(c.id);
      for (const { id } of [a, b, c])
        expect(await interactions.listByUser(context.shop, id, 10)).toHaveLength(2);
      expect((await orders.findByKey(context.shop, 'o1'))?.userId).toBe(c.id);
      expect((await conversations.findByKey(context.shop, 'talk'))?.userId).toBe(c.id);
      await expect(visitors.merge(context.otherShop, a.id, c.id)).rejects.toBeInstanceOf(NotFound);
    });

    test('touch(...) with a key that was merged begins a visitor of its own', async () => {
      const { visitors, interactions } = context.store;
      const [browser, ann] = [await touch('browser'), await touch('customer:ann')];
      await interactions.appendMany(context.shop, [anInteraction(browser.id, randomId())]);
      await visitors.merge(context.shop, browser.id, ann.id);
      const next = await touch('browser', at('20T11:00:00'));
      expect([browser.id, ann.id]).not.toContain(next.id);
      expect(next).not.toHaveProperty('mergedInto');
      expect((await touch('browser', at('20T11:00:01'))).id).toBe(next.id);
      expect(await visitors.findByKey(context.shop, 'browser')).toEqual(next);
      await interactions.appendMany(context.shop, [anInteraction(next.id, randomId())]);
      expect(await interactions.listByUser(context.shop, ann.id, 10)).toHaveLength(1);
      const again = await Promise.all(Array.from({ length: 4 }, () => touch('browser', at('21T10:00:00'))));
      expect(new Set(again.map(({ id }) => id))).toEqual(new Set([next.id]));
    });

    test('erase(...) removes a person with all merged ones, and unlinks their orders', async () => {
      const { visitors, interactions, orders, conversations } = context.store;
      const [a, b, other] = [await touch('a'), await touch('b'), await touch('other')];
      const product = randomId();
      await interactions.appendMany(
        context.shop,
        [a, b, other].map(({ id }) => anInteraction(id, product)),
      );
      await orders.recordMany(context.shop, [
        aWrite(anOrder('o1', { userId: b.id, emailDigest: 'e', postcodeDigest: 'p' })),
        aWrite(anOrder('o2', { userId: other.id })),
      ]);
      const talk = await conversations.create(context.shop, {
        key: 'talk',
        userId: b.id,
        assistant: 'embedded',
        startedAt: context.now,
        lastAt: context.now,
        expiresAt: context.now,
      });
      await conversations.append(context.shop, talk.id, 0, [
        { at: context.now, from: 'shopper', messageId: 'm1', text: 'hello' },
      ]);
      await visitors.merge(context.shop, a.id, b.id);
      await visitors.erase(context.otherShop, b.id);
      expect(await visitors.findByKey(context.shop, 'b')).not.toBeNull();

      await visitors.erase(context.shop, b.id);
      expect(await visitors.findByKey(context.shop, 'a')).toBeNull();
      expect(await visitors.findByKey(context.shop, 'b')).toBeNull();
      expect(await interactions.count(context.shop)).toBe(1);
      expect(await interactions.listByUser(context.shop, b.id, 10)).toEqual([]);
      expect(await conversations.findByKey(context.shop, 'talk')).toBeNull();
      expect(await conversations.listEvents(context.shop, talk.id, 0, 10)).toEqual([]);
      const order = await orders.findByKey(context.shop, 'o1');
      for (const field of ['userId', 'emailDigest', 'postcodeDigest'])
        expect(order).not.toHaveProperty(field);
      expect((await orders.findByKey(context.shop, 'o2'))?.userId).toBe(other.id);
    });
  });

  describe('interactions', () => {
    const visitorIn = (shop: Id) => aVisitor(context.store, shop);

    test('appendMany(...) twice changes nothing; the same event on two products is two', async () => {
      const { interactions } = context.store;
      const [user, product] = [await visitorIn(context.shop), randomId()];
      const whole = anInteraction(user, product, { sessionId: 's', quantity: 3, price: 199 });
      const bare = anInteraction(user, product, { eventId: 'not a UUID' });
      const second = { ...whole, productId: randomId() };
      expect(await interactions.appendMany(context.shop, [whole, bare, second, whole])).toEqual({
        accepted: 3,
        duplicates: 1,
      });
      expect(await interactions.appendMany(context.shop, [bare, whole])).toEqual({
        accepted: 0,
        duplicates: 2,
      });
      const theirs = { ...whole, userId: await visitorIn(context.otherShop) };
      expect(await interactions.appendMany(context.otherShop, [theirs])).toEqual({
        accepted: 1,
        duplicates: 0,
      });
      expect(await interactions.appendMany(context.shop, [])).toEqual({ accepted: 0, duplicates: 0 });
      const held = await interactions.listByUser(context.shop, user, 10);
      expect(held.find(({ eventId }) => eventId === 'not a UUID')).toEqual({
        ...bare,
        id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
        shopId: context.shop,
      });
      expect(held.find(({ productId }) => productId === second.productId)).toMatchObject(second);
      expect(await interactions.count(context.shop)).toBe(3);
    });

    test('appendMany(...) from many callers at once keeps every one', async () => {
      const { interactions } = context.store;
      const people = [await visitorIn(context.shop), await visitorIn(context.shop)];
      const calls = Array.from({ length: 40 }, (_, n) => [anInteraction(people[n % 2]!, randomId())]);
      const results = await Promise.all(calls.map((call) => interactions.appendMany(context.shop, call)));
      expect(results.every(({ accepted }) => accepted === 1)).toBe(true);
      expect(await interactions.count(context.shop)).toBe(40);
    });

    test('nothing is written under a visitor who was erased or merged, nor under one of another shop', async () => {
      const { visitors, interactions, waitingLinks, orders, conversations } = context.store;
      const [gone, merged, person] = [await touch('gone'), await touch('merged'), await touch('person')];
      await visitors.erase(context.shop, gone.id);
      await visitors.merge(context.shop, merged.id, person.id);
      const foreign = await visitorIn(context.otherShop);
      await orders.recordMany(context.shop, [aWrite(anOrder('here'))]);
      for (const id of [gone.id, merged.id, foreign, randomId()]) {
        const both = [anInteraction(person.id, randomId()), anInteraction(id, randomId())];
        await expect(interactions.appendMany(context.shop, both)).rejects.toBeInstanceOf(NotFound);
        const link = { orderKey: `of-${id}`, userId: id, at: context.now, expiresAt: at('21T10:00:00') };
        const waiting = waitingLinks.add(context.shop, link, { shop: 9, visitor: 9 });
        await expect(waiting).rejects.toBeInstanceOf(NotFound);
        const order = anOrder('here', { userId: id, revision: 2 });
        const linking = orders.recordMany(context.shop, [aWrite(order, { replaces: 1 })]);
        await expect(linking).rejects.toBeInstanceOf(NotFound);
        const theirs = orders.recordMany(context.shop, [aWrite(anOrder(`theirs-${id}`, { userId: id }))]);
        await expect(theirs).rejects.toBeInstanceOf(NotFound);
        const talk = { key: `talk-${id}`, userId: id, assistant: 'embedded' as const };
        const [startedAt, lastAt, expiresAt] = [context.now, context.now, at('30T10:00:00')];
        const talking = conversations.create(context.shop, { ...talk, startedAt, lastAt, expiresAt });
        await expect(talking).rejects.toBeInstanceOf(NotFound);
      }
      expect(await orders.count(context.shop)).toBe(1);
      expect(await conversations.listRecent(context.shop, new Date(0), 9)).toEqual([]);
      expect(await interactions.count(context.shop)).toBe(0);
      expect((await orders.findByKey(context.shop, 'here'))?.revision).toBe(1);
    });

    test('an erasure between writes leaves nothing of them behind', async () => {
      const { visitors, interactions } = context.store;
      const { id } = await touch('v');
      const append = () => interactions.appendMany(context.shop, [anInteraction(id, randomId())]);
      const results = await Promise.allSettled([
        append(),
        append(),
        visitors.erase(context.shop, id),
        append(),
        append(),
      ]);
      for (const result of results)
        if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(NotFound);
      expect(results[2].status).toBe('fulfilled');
      expect(await interactions.count(context.shop)).toBe(0);
    });

    test('listByUser(...) gives the newest first, of the types asked for', async () => {
      const { interactions } = context.store;
      const user = await visitorIn(context.shop);
      const days = ['03', '01', '02'];
      await interactions.appendMany(context.shop, [
        ...days.map((day) => anInteraction(user, randomId(), { timestamp: at(`${day}T00:00:00`) })),
        anInteraction(user, randomId(), { interactionType: 'like', timestamp: at('04T00:00:00') }),
        anInteraction(await visitorIn(context.shop), randomId()),
      ]);
      const views = await interactions.listByUser(context.shop, user, 2, ['view', 'purchase']);
      expect(views.map(({ timestamp }) => timestamp)).toEqual([at('03T00:00:00'), at('02T00:00:00')]);
      expect(await interactions.listByUser(context.shop, user, 10)).toHaveLength(4);
      expect(await interactions.listByUser(context.otherShop, user, 10)).toEqual([]);
    });

    test('iterate(...) gives everything once, oldest first, in batches', async () => {
      const { interactions } = context.store;
      const user = await visitorIn(context.shop);
      const sameTime = Array.from({ length: 7 }, () => anInteraction(user, randomId()));
      const earlier = anInteraction(user, randomId(), { timestamp: at('19T00:00:00') });
      await interactions.appendMany(context.shop, [...sameTime, earlier]);
      await interactions.appendMany(context.otherShop, [
        anInteraction(await visitorIn(context.otherShop), randomId()),
      ]);
      const sizes: number[] = [];
      for await (const batch of interactions.iterate(context.shop, undefined, 3)) sizes.push(batch.length);
      expect(sizes).toEqual([3, 3, 2]);
      const all = await collect(interactions.iterate(context.shop, undefined, 3));
      expect(all[0]!.eventId).toBe(earlier.eventId);
      expect(new Set(all.map(({ id }) => id)).size).toBe(8);
      expect(await collect(interactions.iterate(context.shop, at('20T10:00:00')))).toHaveLength(7);
      expect(await collect(interactions.iterate(context.shop, at('20T10:00:01')))).toEqual([]);
    });

    test('iterate(...) gives the wanted types only, batch for batch', async () => {
      const { interactions } = context.store;
      const types = ['purchase', 'view', 'purchase', 'like', 'view', 'purchase'] as const;
      const user = await visitorIn(context.shop);
      await interactions.appendMany(
        context.shop,
        types.map((interactionType) => anInteraction(user, randomId(), { interactionType })),
      );
      const looks = await collect(interactions.iterate(context.shop, undefined, 2, ['view', 'like']));
      expect(looks.map(({ interactionType }) => interactionType).sort()).toEqual(['like', 'view', 'view']);
    });

    test('lastAt, pageActivity and removeBefore look at their own shop only', async () => {
      const { interactions } = context.store;
      const days = ['01', '02', '03', '04'];
      const user = await visitorIn(context.shop);
      await interactions.appendMany(context.shop, [
        ...days.map((day) => anInteraction(user, randomId(), { timestamp: at(`${day}T00:00:00`) })),
        anInteraction(user, randomId(), { interactionType: 'purchase', timestamp: at('09T00:00:00') }),
      ]);
      expect(await interactions.lastAt(context.shop)).toEqual(at('09T00:00:00'));
      expect(await interactions.lastAt(context.otherShop)).toBeNull();
      expect(await interactions.pageActivity(context.shop, at('02T00:00:00'))).toEqual({
        count: 3,
        firstAt: at('02T00:00:00'),
        lastAt: at('04T00:00:00'),
      });
      expect(await interactions.pageActivity(context.otherShop, at('02T00:00:00'))).toEqual({ count: 0 });
      expect(await interactions.removeBefore(context.otherShop, at('09T00:00:00'), 10)).toBe(0);
      expect(await interactions.removeBefore(context.shop, at('04T00:00:00'), 2)).toBe(2);
      expect(await interactions.removeBefore(context.shop, at('04T00:00:00'), 2)).toBe(1);
      expect(await interactions.removeBefore(context.shop, at('04T00:00:00'), 2)).toBe(0);
      expect(await interactions.count(context.shop)).toBe(2);
    });
  });
}
