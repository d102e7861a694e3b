import { expect, test } from 'vitest';
import { at, aVisitor, randomId } from '../context.js';
import type { Id } from '../../../src/stores/port/documents.js';
import { idsOfNobody, idsOfNoTalk, meet, type RaceContext } from './race-context.js';

export function racesOfChats(context: RaceContext): void {
  const begin = (userId?: Id) =>
    context.here.conversations.create(context.shop, {
      key: randomId(),
      ...(userId !== undefined && { userId }),
      assistant: 'embedded',
      startedAt: at('20T10:00:00'),
      lastAt: at('20T10:00:00'),
      expiresAt: at('21T10:00:00'),
    });
  const say = (talk: Id, afterSeq: number, time = at('20T10:01:00')) =>
    context.here.conversations.append(context.shop, talk, afterSeq, [
      { at: time, from: 'shopper', messageId: `m${afterSeq}`, text: 'hello' },
    ]);

  test('a conversation that is erased while it goes on leaves nothing that was said', () =>
    meet(async () => {
      const { id } = await begin();
      await say(id, 0);
      return {
        one: () => say(id, 1),
        other: () => context.there.conversations.erase(context.shop, id),
        after: async ([, isErased]) => {
          expect(await idsOfNoTalk(context)).toEqual([]);
          expect(isErased).toBe(true);
          expect(await context.here.conversations.listEvents(context.shop, id, 0, 9)).toEqual([]);
        },
      };
    }));

  test('a conversation that is kept longer by its next word does not expire under it', () =>
    meet(async () => {
      const { id } = await begin();
      await say(id, 0);
      return {
        one: () => say(id, 1, at('20T12:00:00')),
        other: () => context.there.conversations.removeExpired(context.shop, at('21T10:30:00')),
        after: async ([isSaid]) => {
          expect(await idsOfNoTalk(context)).toEqual([]);
          const events = await context.here.conversations.listEvents(context.shop, id, 0, 9);
          expect(events).toHaveLength(isSaid ? 2 : 0);
        },
      };
    }));

  test.each(['erased', 'merged'])(
    'a chat that begins while its visitor is %s is not left under their id',
    (fate) =>
      meet(async () => {
        const [person, other] = [
          await aVisitor(context.here, context.shop),
          await aVisitor(context.here, context.shop),
        ];
        return {
          one: () => begin(person),
          other: () =>
            fate === 'erased'
              ? context.there.visitors.erase(context.shop, person)
              : context.there.visitors.merge(context.shop, person, other),
          after: async () => expect(await idsOfNobody(context)).toEqual([]),
        };
      }),
  );
}
