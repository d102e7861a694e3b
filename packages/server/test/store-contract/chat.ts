import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { at, randomId, type ContractContext } from './context.js';
import type { ConversationDocument, ConversationEventDocument } from '../../src/stores/port/documents.js';
import { Conflict, NotFound } from '../../src/stores/port/store-errors.js';

type Said = Omit<ConversationEventDocument, 'shopId' | 'conversationId' | 'seq'>;

/** Conversations, the log of recommendations, the audit log. */
export function chatContract(context: ContractContext): void {
  const create = (key: string, part: Partial<ConversationDocument> = {}) =>
    context.store.conversations.create(context.shop, {
      key,
      assistant: 'embedded',
      startedAt: at('20T10:00:00'),
      lastAt: at('20T10:00:00'),
      expiresAt: at('30T10:00:00'),
      ...part,
    });
  const asked = (messageId: string, text: string, time = at('20T10:00:00')): Said => ({
    at: time,
    from: 'shopper',
    messageId,
    text,
  });
  const answered = (messageId: string, part: Partial<Said> = {}): Said => ({
    at: at('20T10:00:01'),
    from: 'assistant',
    messageId,
    engine: 'embedded',
    message: { type: 'text', text: 'Hello' },
    ...part,
  });

  describe('conversations', () => {
    test('append(...) goes on after the last event, in order, or is a conflict', async () => {
      const { conversations } = context.store;
      const talk = await create('k1');
      expect(talk).toMatchObject({ seq: 0, shopId: context.shop });
      const said = [asked('m1', 'hi'), answered('m1', { intent: 'greet', confidence: 0.9 })];
      const tracker = { slots: { $color: 'red', 'a.b': [1, null] } };
      const after = await conversations.append(context.shop, talk.id, 0, said, tracker);
      expect(after).toMatchObject({ seq: 2, tracker, lastAt: at('20T10:00:01') });
      // Kept so long after the last word.
      expect(after.expiresAt).toEqual(at('30T10:00:01'));
      expect(await conversations.findByKey(context.shop, 'k1')).toEqual(after);
      const speaker = { visitor: 'v', customer: 'c' };
      const named = await conversations.append(context.shop, talk.id, 2, [], undefined, speaker);
      expect(named).toEqual({ ...after, speaker });
      expect(await conversations.findByKey(context.shop, 'k1')).toEqual(named);
      await expect(conversations.append(context.shop, talk.id, 0, said)).rejects.toBeInstanceOf(Conflict);
      await expect(conversations.append(context.otherShop, talk.id, 2, said)).rejects.toBeInstanceOf(
        NotFound,
      );
      const events = await conversations.listEvents(context.shop, talk.id, 1, 10);
      expect(events).toEqual([{ ...said[1], shopId: context.shop, conversationId: talk.id, seq: 2 }]);
      expect(await conversations.findByMessageId(context.shop, talk.id, 'm1')).toHaveLength(2);
      expect(await conversations.findByMessageId(context.shop, talk.id, 'm2')).toEqual([]);
      expect(await conversations.findByMessageId(context.otherShop, talk.id, 'm1')).toEqual([]);
      expect(await conversations.listEvents(context.otherShop, talk.id, 0, 10)).toEqual([]);
      expect(await conversations.findByKey(context.otherShop, 'k1')).toBeNull();
    });

    test('two appends at once: one is a conflict', async () => {
      const { conversations } = context.store;
      const talk = await create('k1');
      const results = await Promise.allSettled(
        ['m1', 'm2'].map((id) => conversations.append(context.shop, talk.id, 0, [asked(id, 'hi')])),
      );
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await conversations.listEvents(context.shop, talk.id, 0, 10)).toHaveLength(1);
    });

    test('a taken key is a conflict', async () => {
      await create('k1');
      await expect(create('k1')).rejects.toBeInstanceOf(Conflict);
    });

    test('summarize(...) and listUnanswered(...) count turns, not messages', async () => {
      const { conversations } = context.store;
      const talk = await create('k1');
      await conversations.append(context.shop, talk.id, 0, [
        asked('m1', 'hi'),
        answered('m1'),
        answered('m1', { message: { type: 'quick-replies', replies: [] } }),
        asked('m2', 'Do you sell submarines?', at('20T10:01:00')),
        answered('m2', { fallback: true }),
        answered('m2', { message: { type: 'hand-off', text: 'Write to us' }, fallback: true }),
      ]);
      const other = await create('k2', { assistant: 'rasa' });
      await conversations.append(context.shop, other.id, 0, [
        asked('m3', 'ho'),
        answered('m3', { engine: 'rasa' }),
        asked('m4', 'My cup came smashed'),
        answered('m4', {
          engine: 'rasa',
          message: { type: 'hand-off', text: 'Write to us' },
          fallback: false,
        }),
      ]);
      expect(await conversations.summarize(context.shop, at('20T00:00:00'))).toEqual({
        conversations: 2,
        messages: 4,
        fallbacks: 2,
        handOffs: 2,
        byEngine: { embedded: 2, rasa: 2 },
      });
      const open = () => conversations.listUnanswered(context.shop, at('20T00:00:00'), 10);
      const submarines = { conversationId: talk.id, seq: 4 };
      expect(await open()).toEqual([
        { text: 'Do you sell submarines?', at: at('20T10:01:00'), ...submarines },
      ]);
      const recent = await conversations.listRecent(context.shop, at('20T00:00:00'), 10);
      expect(recent.map(({ key }) => key)).toEqual(['k1', 'k2']);
      expect(await conversations.listUnanswered(context.shop, at('21T00:00:00'), 10)).toEqual([]);
      const { otherShop } = context;
      expect((await conversations.summarize(otherShop, new Date(0))).messages).toBe(0);
      expect(await conversations.listUnanswered(otherShop, new Date(0), 10)).toEqual([]);
      expect(await conversations.listRecent(otherShop, new Date(0), 10)).toEqual([]);

      await conversations.dismiss(otherShop, [submarines]);
      await conversations.dismiss(context.shop, []);
      expect(await open()).toHaveLength(1);
      await conversations.dismiss(context.shop, [submarines, { ...submarines, seq: 99 }]);
      expect(await open()).toEqual([]);
      const summary = await conversations.summarize(context.shop, at('20T00:00:00'));
      expect(summary.fallbacks).toBe(2);
    });

    test('erase(...) and removeExpired(...) leave nothing behind', async () => {
      const { conversations } = context.store;
      const [gone, old, kept] = [
        await create('gone'),
        await create('old', { expiresAt: at('21T00:00:00') }),
        await create('kept'),
      ];
      for (const { id } of [gone, old, kept])
        await conversations.append(context.shop, id, 0, [asked('m1', 'hi')]);
      await conversations.erase(context.otherShop, gone.id);
      expect(await conversations.findByKey(context.shop, 'gone')).not.toBeNull();
      await conversations.erase(context.shop, gone.id);
      expect(await conversations.removeExpired(context.otherShop, at('22T00:00:00'))).toBe(0);
      expect(await conversations.removeExpired(context.shop, at('22T00:00:00'))).toBe(1);
      expect(await conversations.removeExpired(context.shop, at('22T00:00:00'))).toBe(0);
      for (const { id } of [gone, old])
        expect(await conversations.listEvents(context.shop, id, 0, 10)).toEqual([]);
      expect(await conversations.listEvents(context.shop, kept.id, 0, 10)).toHaveLength(1);
    });
  });

  test('what was said in a conversation that is gone is removed, and nothing else', async () => {
    const { conversations, raw } = context.store;
    const kept = await create('kept');
    await conversations.append(context.shop, kept.id, 0, [asked('m1', 'hi')]);
    const gone = [randomId(), randomId()];
    await raw.restore(
      context.shop,
      'conversationEvents',
      gone.flatMap((conversationId) =>
        [1, 2].map((seq) => ({ ...asked('m1', 'hi'), shopId: context.shop, conversationId, seq })),
      ),
    );
    expect(await conversations.removeOrphanedEvents(context.otherShop, 9)).toBe(0);
    expect(await conversations.removeOrphanedEvents(context.shop, 3)).toBe(3);
    expect(await conversations.removeOrphanedEvents(context.shop, 3)).toBe(1);
    expect(await conversations.removeOrphanedEvents(context.shop, 3)).toBe(0);
    expect(await conversations.listEvents(context.shop, kept.id, 0, 9)).toHaveLength(1);
  });

  test('the recommendation log counts by placement, each event once', async () => {
    const { recommendationLog } = context.store;
    const request = (requestId: string, placement: string, time = at('20T10:00:00')) => ({
      requestId,
      at: time,
      placement,
      filledBy: placement,
      products: ['a', 'b'],
    });
    const [r1, r2, r3] = [randomId(), randomId(), randomId()];
    await recommendationLog.appendRequests(context.shop, []);
    await recommendationLog.appendRequests(context.shop, [
      request(r1, 'for-you'),
      request(r2, 'related'),
      request(r3, 'related', at('01T00:00:00')),
    ]);
    const event = (
      requestId: string,
      type: 'impression' | 'click' | 'add_to_cart',
      products: string[] = ['a'],
    ) => ({
      eventId: randomUUID(),
      requestId,
      type,
      products,
      at: at('20T10:00:05'),
    });
    const events = [
      event(r1, 'impression', ['a', 'b', 'c']),
      event(r1, 'click'),
      event(r1, 'add_to_cart'),
      event(r2, 'impression'),
    ];
    expect(await recommendationLog.appendEvents(context.shop, [...events, events[0]!])).toEqual({
      accepted: 4,
      duplicates: 1,
    });
    expect(await recommendationLog.appendEvents(context.shop, events)).toEqual({
      accepted: 0,
      duplicates: 4,
    });
    const summary = await recommendationLog.summarize(context.shop, at('19T00:00:00'));
    expect(summary).toEqual([
      { placement: 'for-you', requests: 1, impressions: 3, clicks: 1, addedToCart: 1 },
      { placement: 'related', requests: 1, impressions: 1, clicks: 0, addedToCart: 0 },
    ]);
    expect(await recommendationLog.summarize(context.otherShop, new Date(0))).toEqual([]);
    expect(await recommendationLog.removeBefore(context.otherShop, at('19T00:00:00'), 10)).toBe(0);
    expect(await recommendationLog.removeBefore(context.shop, at('19T00:00:00'), 10)).toBe(1);
    expect((await recommendationLog.summarize(context.shop, new Date(0)))[1]?.requests).toBe(1);
  });

  test('the audit log is read newest first, in its own shop', async () => {
    const { audit } = context.store;
    const entry = (time: string, action: string) => ({
      shopId: context.shop,
      at: at(time),
      actor: 'key …4242',
      action,
    });
    await audit.append({ ...entry('20T10:00:00', 'settings.update'), detail: { fields: ['name'] } });
    await audit.append({ ...entry('21T10:00:00', 'job.start'), target: 'train-assistant' });
    expect(await audit.list(context.shop, 10)).toEqual([
      { ...entry('21T10:00:00', 'job.start'), target: 'train-assistant' },
      { ...entry('20T10:00:00', 'settings.update'), detail: { fields: ['name'] } },
    ]);
    expect(await audit.list(context.shop, 1)).toHaveLength(1);
    expect(await audit.list(context.otherShop, 10)).toEqual([]);
  });
}
