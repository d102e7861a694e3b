import { describe, expect, test } from 'vitest';
import { anInteraction, anOrder, at, aWrite, randomId, type ContractContext, ledgerOf } from './context.js';

const consent = { analytics: true, personalization: true, functionality: true };

/** What nightly retention removes, and what it must leave. */
export function retentionContract(context: ContractContext): void {
  describe('retention', () => {
    const [long, lately] = [at('01T00:00:00'), at('21T00:00:00')];
    const since = at('10T00:00:00');

    test('visitors who did nothing since are erased; who came, ordered or did something stays', async () => {
      const { visitors, interactions, orders } = context.store;
      const touch = (key: string, seen: Date) => visitors.touch(context.shop, key, consent, seen);
      const gone = await touch('gone', long);
      const [buyer, viewer] = [await touch('customer:buyer', long), await touch('viewer', long)];
      const [merged, person] = [await touch('merged', long), await touch('customer:person', lately)];
      await visitors.merge(context.shop, merged.id, person.id);
      await interactions.appendMany(context.shop, [
        anInteraction(gone.id, randomId(), { timestamp: long }),
        anInteraction(viewer.id, randomId(), { timestamp: lately }),
      ]);
      await orders.recordMany(context.shop, [
        aWrite(anOrder('old', { userId: gone.id, placedAt: long, emailDigest: 'e' })),
        aWrite(anOrder('new', { userId: buyer.id, placedAt: lately })),
      ]);
      expect(await visitors.removeUnseen(context.otherShop, since, 10)).toBe(0);
      expect(await visitors.removeUnseen(context.shop, since, 10)).toBe(2);
      expect(await visitors.removeUnseen(context.shop, since, 10)).toBe(0);
      const left = async (key: string) => (await visitors.findByKey(context.shop, key)) !== null;
      const keys = ['gone', 'merged', 'customer:buyer', 'viewer', 'customer:person'];
      expect(await Promise.all(keys.map(left))).toEqual([false, false, true, true, true]);
      const old = (await orders.findByKey(context.shop, 'old'))!;
      expect([old.userId, old.emailDigest]).toEqual([undefined, undefined]);
    });

    test('stubs that nothing was sold or stocked of go, whatever stands before them', async () => {
      const { products, orders, inventory } = context.store;
      const made = await products.ensureStubs(context.shop, ['ordered', 'stocked', 'seen', 'seen-too'], 9);
      const idOf = (key: string) => made.get(key)!.id;
      const sale = { day: '2026-11-20', quantity: 1, wholesaleQuantity: 0, revenue: 1 };
      await orders.recordMany(context.shop, [
        aWrite(anOrder('o1'), { sales: [{ ...sale, productId: idOf('ordered') }] }),
      ]);
      await inventory.setLevels(
        context.shop,
        [{ productId: idOf('stocked'), stockLevel: 1, asOf: context.now }],
        'owner',
      );
      const later = new Date(context.now.getTime() + 1);
      expect(await products.removeStubs(context.shop, context.now, 10)).toBe(0);
      expect(await products.removeStubs(context.otherShop, later, 10)).toBe(0);
      expect(await products.removeStubs(context.shop, later, 1)).toBe(1);
      expect(await products.removeStubs(context.shop, later, 10)).toBe(1);
      const left = await products.resolveKeys(context.shop, [...made.keys()]);
      expect([...left.keys()].sort()).toEqual(['ordered', 'stocked']);
    });

    const minute = 60_000;
    const day = 1440 * minute;
    const daysBefore = (moment: Date, days: number) => new Date(moment.getTime() - days * day);

    test('a stub that was just asked for is kept, so that what is written next has a product', async () => {
      const { products } = context.store;
      const made = await products.ensureStubs(context.shop, ['asked', 'forgotten'], 9);
      const after = (ms: number) => (context.now = new Date(context.now.getTime() + ms));
      const ask = async () => (await products.ensureStubs(context.shop, ['asked'], 0)).get('asked')?.id;
      const remove = () => products.removeStubs(context.shop, daysBefore(context.now, 14), 9);
      after(20 * day);
      expect(await ask()).toBe(made.get('asked')!.id);
      after(9 * minute);
      expect(await remove()).toBe(1);
      expect(await ask()).toBe(made.get('asked')!.id);
      after(9 * minute);
      expect(await remove()).toBe(0);
      after(2 * minute);
      expect(await remove()).toBe(1);
    });

    test('asking for a stub is no change of it, and keeps it for ten minutes alone', async () => {
      const { products } = context.store;
      const began = context.now;
      await products.ensureStubs(context.shop, ['asked'], 9);
      for (let days = 1; days <= 15; days++) {
        context.now = daysBefore(began, -days);
        await products.ensureStubs(context.shop, ['asked'], 9);
      }
      expect(await products.findByKey(context.shop, 'asked')).toMatchObject({ updatedAt: began });
      expect(await products.removeStubs(context.shop, daysBefore(context.now, 14), 9)).toBe(0);
      context.now = new Date(context.now.getTime() + 11 * minute);
      expect(await products.removeStubs(context.shop, daysBefore(context.now, 14), 9)).toBe(1);
    });

    test('who sends junk every ten days does not hold the places for stubs for good', async () => {
      const { products } = context.store;
      const places = 50;
      const junk = Array.from({ length: places }, (_, n) => `junk-${n}`);
      const began = context.now;
      let daysWithStub = 0;
      for (let days = 0; days < 90; days++) {
        context.now = daysBefore(began, -days);
        if (days % 10 === 0) await products.ensureStubs(context.shop, junk, places);
        context.now = new Date(context.now.getTime() + 60 * minute);
        await products.removeStubs(context.shop, daysBefore(context.now, 14), 1000);
        const found = await products.ensureStubs(context.shop, ['honest'], places);
        if (found.has('honest')) daysWithStub += 1;
      }
      expect(daysWithStub).toBeGreaterThanOrEqual(60);
    });

    test('movements, audit entries and closed alerts go by their time; levels and open alerts stay', async () => {
      const { inventory, audit, alerts } = context.store;
      const productId = randomId();
      await inventory.applyMovements(context.shop, [
        { productId, quantity: 5, reason: 'receipt', reference: 'a', at: long },
        { productId, quantity: 2, reason: 'receipt', reference: 'b', at: lately },
      ]);
      expect(await inventory.removeMovementsBefore(context.otherShop, since, 10)).toBe(0);
      expect(await inventory.removeMovementsBefore(context.shop, since, 10)).toBe(1);
      expect(await ledgerOf(context.store, context.shop, productId)).toMatchObject([{ reference: 'b' }]);
      for (const when of [long, lately])
        await audit.append({ shopId: context.shop, at: when, actor: 'owner', action: 'test' });
      expect(await audit.removeBefore(context.otherShop, since, 10)).toBe(0);
      expect(await audit.removeBefore(context.shop, since, 10)).toBe(1);
      expect(await audit.list(context.shop, 10)).toMatchObject([{ at: lately }]);
      const alert = { severity: 'info' as const, values: { lastAt: 'l' }, since: long };
      await alerts.openMany(context.shop, [
        { ...alert, key: 'no-orders', kind: 'no-orders' },
        { ...alert, key: 'no-events', kind: 'no-events' },
      ]);
      await alerts.resolveMany(context.shop, ['no-orders'], long);
      expect(await alerts.removeResolved(context.otherShop, since, 10)).toBe(0);
      expect(await alerts.removeResolved(context.shop, since, 10)).toBe(1);
      expect(await alerts.listOpen(context.shop)).toMatchObject([{ key: 'no-events' }]);
    });

    test('leases that ended are forgotten by the beginning of their name', async () => {
      const { leases } = context.store;
      const name = (kind: string) => `${kind}/${context.shop}`;
      for (const kind of ['sign-in', 'job']) await leases.acquire(name(kind), 'a', 1000, long);
      await leases.acquire(`sign-in/${context.otherShop}`, 'a', 1000, lately);
      expect(await leases.forgetEnded(name('sign-in'), since)).toBe(1);
      expect(await leases.forgetEnded(`sign-in/${context.otherShop}`, since)).toBe(0);
      // The token of a forgotten one begins anew; that of another only ever rises.
      expect((await leases.acquire(name('sign-in'), 'b', 1000, lately))?.token).toBe(1);
      expect((await leases.acquire(name('job'), 'b', 1000, lately))?.token).toBe(2);
    });
  });
}
