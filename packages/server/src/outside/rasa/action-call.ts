import { key, type BotMessage } from '@shelfwise/core/wire';
import { z } from 'zod';
import { markOf, toRasa } from './rasa-messages.js';

/** What Rasa 3.x sends to an action server and reads from it. */

const entity = z.looseObject({
  entity: z.string(),
  value: z.unknown(),
  start: z.number().nullish(),
  end: z.number().nullish(),
  extractor: z.string().nullish(),
});

/** What `RasaClient` put into the message's metadata. */
const page = z.looseObject({
  product: key.optional(),
  cart: z.array(key).max(200).default([]),
  recent: z.array(key).max(50).default([]),
  who: z.string().max(5000).optional(),
});

const latestMessage = z.looseObject({
  text: z.string().nullish(),
  intent: z.looseObject({ name: z.string().nullish() }).nullish(),
  entities: z.array(entity).nullish(),
  intent_ranking: z.array(z.looseObject({ name: z.string(), confidence: z.number() })).nullish(),
  metadata: z.looseObject({ shelfwise: page.optional() }).nullish(),
});

export const actionCall = z.looseObject({
  next_action: z.string().max(200),
  sender_id: z.string().max(300),
  tracker: z.looseObject({
    slots: z.record(z.string(), z.unknown()).default({}),
    latest_message: latestMessage.nullish(),
  }),
});
export type ActionCall = z.infer<typeof actionCall>;

/** The shopper's message in the terms of our actions, and the page it came from. */
export function readActionCall({ tracker }: ActionCall) {
  const latest = tracker.latest_message;
  const { product, cart = [], recent = [], who } = latest?.metadata?.shelfwise ?? {};
  return {
    message: {
      text: latest?.text ?? '',
      entities: (latest?.entities ?? []).map((found) => ({
        entity: found.entity,
        value: String(found.value),
        start: found.start ?? 0,
        end: found.end ?? 0,
        extractor: found.extractor ?? 'rasa',
      })),
      slots: tracker.slots,
      intentRanking: latest?.intent_ranking ?? [],
    },
    page: { ...(product !== undefined && { product }), cart, recent },
    sealedShopper: who,
  };
}

export interface ActionResult {
  messages: readonly BotMessage[];
  slots?: Readonly<Record<string, unknown>>;
  form?: string;
  formNeeds?: readonly string[];
  unanswered?: boolean;
}

/** The answer of an action server: the action's outcome as events and responses. */
export function actionResponse({ tracker }: ActionCall, outcome: ActionResult) {
  const { messages, slots = {}, form, formNeeds = [], unanswered } = outcome;
  const isKnown = (slot: string) => slot in tracker.slots;
  const isUnderstood = tracker.latest_message?.intent?.name !== 'nlu_fallback';
  return {
    events: [
      // A slot that the shop's domain does not name would be refused.
      ...Object.entries(slots)
        .filter(([name]) => isKnown(name))
        .map(([name, value]) => ({ event: 'slot', name, value })),
      ...(form !== undefined && formNeeds.every(isKnown) ? [{ event: 'active_loop', name: form }] : []),
    ],
    responses: [
      ...messages.map(toRasa),
      ...(unanswered === undefined ? [] : [markOf({ unanswered })]),
      // An action that does not say whether it answered leaves that to the other actions of the turn.
      ...(isUnderstood ? [] : [markOf({ notUnderstood: true })]),
    ],
  };
}
