import { runTurn, type AssistantModel, type TrackerEvent } from '@shelfwise/core/dialogue';
import { createRandom } from '@shelfwise/core/numeric';
import type { BotMessage } from '@shelfwise/core/wire';
import type { Logger } from 'pino';
import type { ModelRegistry } from '../../following/model-registry.js';
import type { Action } from '../actions/index.js';
import type { Assistant, ShopperContext, TurnOutcome, UserMessage } from '../assistant.js';
import type { DefaultModel } from '../default-model.js';
import { isUnanswered } from '../unanswered.js';

/**
 * The assistant inside this process: the shop's trained model (default project and FAQ), or the default project alone
 * until the first training is done.
 */
export function createEmbeddedAssistant({
  models,
  defaultModel,
  actions,
  log,
}: {
  models: Pick<ModelRegistry, 'get'>;
  defaultModel: DefaultModel;
  actions: ReadonlyMap<string, Action>;
  log: Logger;
}): Assistant {
  async function modelFor(shopId: string): Promise<AssistantModel> {
    const loaded = await models.get<AssistantModel>(shopId, 'assistant');
    // Every shop has a model of its own a minute after it was made.
    return loaded ? loaded.model : defaultModel();
  }

  return {
    kind: 'embedded',
    async *reply(
      message: UserMessage,
      context: ShopperContext,
      tracker: unknown,
    ): AsyncGenerator<BotMessage, TurnOutcome> {
      const model = await modelFor(context.shopId);
      const history = isEvents(tracker) ? tracker : [];
      const told: (boolean | undefined)[] = [];
      let isPassedOn = false;
      const turn = runTurn(
        model,
        history,
        { ...message, timestamp: context.now.getTime() / 1000 },
        async (name, { state, message: parse }) => {
          const action = actions.get(name);
          if (!action) {
            if (!name.startsWith('action_default')) log.debug({ action: name }, 'no such action');
            return undefined;
          }
          const { messages, slots, form, unanswered } = await action({
            ...context,
            text: message.text,
            entities: parse.entities,
            slots: state.slots,
            intentRanking: parse.intent_ranking,
          });
          told.push(unanswered);
          return {
            messages,
            events: [
              ...Object.entries(slots ?? {}).map(([slot, value]): TrackerEvent => ({
                event: 'slot',
                name: slot,
                value,
              })),
              ...(form === undefined ? [] : [{ event: 'active_loop', name: form } as const]),
            ],
          };
        },
        // Which of several wordings is said follows from the conversation and its length: a repeat is the same.
        createRandom(seedOf(context.conversationKey) + history.length),
      );
      for (;;) {
        const step = await turn.next();
        if (step.done) {
          const { events, parse, fallback, answersForm } = step.value;
          return {
            engine: 'embedded',
            intent: parse.intent.name,
            confidence: parse.intent.confidence,
            fallback: isUnanswered(told, fallback || isPassedOn) && !answersForm,
            tracker: events,
          };
        }
        isPassedOn ||= step.value.type === 'hand-off';
        yield step.value;
      }
    },
  };
}

function isEvents(tracker: unknown): tracker is TrackerEvent[] {
  return (
    Array.isArray(tracker) &&
    tracker.every((item) => typeof (item as { event?: unknown } | null)?.event === 'string')
  );
}

function seedOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}
