import { expect, test } from 'vitest';
import { anInteraction, anOrder, at, aVisitor, aWrite, randomId } from '../context.js';
import type { Id } from '../../../src/stores/port/documents.js';
import { idsOfNobody, meet, type RaceContext } from './race-context.js';

export function racesOfPeople(context: RaceContext): void {
  const visitor = () => aVisitor(context.here, context.shop);
  const did = (id: Id) => context.here.interactions.appendMany(context.shop, [anInteraction(id, randomId())]);
  const erase = (id: Id) => () => context.there.visitors.erase(context.shop, id);
  const nothingOfNobody = async () => expect(await idsOfNobody(context)).toEqual([]);
  const guest = async () => {
    const id = await visitor();
    await did(id);
    await context.here.orders.recordMany(context.shop, [aWrite(anOrder(randomId(), { userId: id }))]);
    return id;
  };

  test('a merge into a customer who is being erased leaves nothing under their id', () =>
    meet(async () => {
      const [browser, customer] = [await guest(), await visitor()];
      const merge = () => context.here.visitors.merge(context.shop, browser, customer);
      return { one: merge, other: erase(customer), after: nothingOfNobody };
    }));

  test('who is erased while being merged is erased, or is the other by then', () =>
    meet(async () => {
      const [browser, customer] = [await guest(), await visitor()];
      const merge = () => context.here.visitors.merge(context.shop, browser, customer);
      const after = async () => {
        await nothingOfNobody();
        expect(await context.here.interactions.listByUser(context.shop, browser, 9)).toEqual([]);
      };
      return { one: merge, other: erase(browser), after };
    }));

  test('two merges in a row at once: everything is with the last', () =>
    meet(async () => {
      const [a, b, c] = [await guest(), await guest(), await visitor()];
      return {
        one: () => context.here.visitors.merge(context.shop, a, b),
        other: () => context.there.visitors.merge(context.shop, b, c),
        after: async () => {
          await nothingOfNobody();
          expect(await context.here.interactions.listByUser(context.shop, c, 9)).toHaveLength(2);
        },
      };
    }));

  test.each(['erased', 'merged'])('an order of who is being %s is not left under their id', (fate) =>
    meet(async () => {
      const [person, other] = [await visitor(), await visitor()];
      const order = aWrite(anOrder(randomId(), { userId: person }), {
        interactions: [anInteraction(person, randomId(), { interactionType: 'purchase' })],
      });
      const merge = () => context.there.visitors.merge(context.shop, person, other);
      return {
        one: () => context.here.orders.recordMany(context.shop, [order]),
        other: fate === 'erased' ? erase(person) : merge,
        after: nothingOfNobody,
      };
    }),
  );

  test('events of who is being erased are not left under their id', () =>
    meet(async () => {
      const person = await guest();
      return { one: () => did(person), other: erase(person), after: nothingOfNobody };
    }));

  test('retention does not take away what a visitor does just now', () =>
    meet(async () => {
      const person = await visitor();
      const act = anInteraction(person, randomId(), { timestamp: at('22T10:00:00') });
      return {
        one: () => context.here.interactions.appendMany(context.shop, [act]),
        other: () => context.there.visitors.removeUnseen(context.shop, at('21T10:00:00'), 10),
        after: async ([isKept]) => {
          await nothingOfNobody();
          const held = await context.here.interactions.listByUser(context.shop, person, 9);
          expect(held).toHaveLength(isKept ? 1 : 0);
        },
      };
    }));
}
