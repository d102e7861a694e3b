import { runTurn, type ActionResult, type AssistantModel, type TrackerEvent } from '@shelfwise/core/dialogue';
import { createRandom } from '@shelfwise/core/numeric';
import type { BotMessage } from '@shelfwise/core/wire';
import type { Logger } from 'pino';
import type { ModelRegistry } from '../../following/model-registry.js';
import type { ShopDocument } from '../../stores/port/documents.js';
import type { Actions, WordedOutcome } from '../actions/action.js';
import type { UnderstoodMessage } from '../actions/understood-message.js';
import { seedOf } from '../actions/action-runner.js';
import type { Assistant, ShopperContext, TurnOutcome, UserMessage } from '../assistant.js';
import type { DefaultModels } from '../default-model.js';
import { assistantLanguage } from '../default-project.js';
import { isUnanswered } from '../unanswered.js';

export interface EmbeddedAssistantOptions {
  models: Pick<ModelRegistry, 'get'>;
  defaultModels: DefaultModels;
  actions: Actions;
  log: Logger;
}

/**
 * The assistant inside this process. It runs the shop's trained model (default project and FAQ), or the
 * default project alone until the first training is done.
 */
export class EmbeddedAssistant implements Assistant {
  readonly kind = 'embedded';
  private readonly models: EmbeddedAssistantOptions['models'];
  private readonly defaultModels: DefaultModels;
  private readonly actions: Actions;
  private readonly log: Logger;

  constructor({ models, defaultModels, actions, log }: EmbeddedAssistantOptions) {
    this.models = models;
    this.defaultModels = defaultModels;
    this.actions = actions;
    this.log = log;
  }

  async *reply(
    message: UserMessage,
    context: ShopperContext,
    tracker: unknown,
  ): AsyncGenerator<BotMessage, TurnOutcome> {
    const model = await this.modelOf(context.shop);
    const history = isEvents(tracker) ? tracker : [];
    const outcomes: WordedOutcome[] = [];
    const perform = async (
      name: string,
      understood: UnderstoodMessage,
    ): Promise<ActionResult | undefined> => {
      const outcome = await this.perform(name, model, context, understood);
      if (outcome) outcomes.push(outcome);
      return outcome && { messages: outcome.messages, events: eventsOf(outcome) };
    };
    const turn = runTurn(
      model,
      history,
      { ...message, timestamp: context.now.getTime() / 1000 },
      (name, { state, message: parse }) =>
        perform(name, {
          text: message.text,
          entities: parse.entities,
          slots: state.slots,
          intentRanking: parse.intent_ranking,
        }),
      // The variation of a response follows from the conversation and its length, so a repeated turn says the
      // same.
      createRandom(seedOf(context.conversationKey) + history.length),
    );
    let isPassedOn = false;
    for (;;) {
      const step = await turn.next();
      if (step.done) {
        const { events, parse, fallback, answersForm } = step.value;
        const reports = outcomes.map(({ unanswered }) => unanswered);
        return {
          engine: 'embedded',
          intent: parse.intent.name,
          confidence: parse.intent.confidence,
          fallback: isUnanswered(reports, fallback || isPassedOn) && !answersForm,
          tracker: events,
        };
      }
      isPassedOn ||= step.value.type === 'hand-off';
      yield step.value;
    }
  }

  /** Every shop has a model of its own a minute after it was created. */
  private async modelOf(shop: ShopDocument): Promise<AssistantModel> {
    const loaded = await this.models.get<AssistantModel>(shop.id, 'assistant');
    return loaded?.model ?? this.defaultModels.get(await assistantLanguage(shop));
  }

  private async perform(
    name: string,
    { project }: AssistantModel,
    context: ShopperContext,
    understood: UnderstoodMessage,
  ): Promise<WordedOutcome | undefined> {
    if (!this.actions.has(name)) {
      if (!name.startsWith('action_default')) this.log.debug({ action: name }, 'no such action');
      return undefined;
    }
    return this.actions.run(name, { ...context, ...understood, responses: project.domain.responses });
  }
}

function eventsOf({ slots = {}, form }: WordedOutcome): TrackerEvent[] {
  return [
    ...Object.entries(slots).map(([name, value]): TrackerEvent => ({ event: 'slot', name, value })),
    ...(form === undefined ? [] : [{ event: 'active_loop', name: form } as const]),
  ];
}

function isEvents(tracker: unknown): tracker is TrackerEvent[] {
  return (
    Array.isArray(tracker) &&
    tracker.every((item) => typeof (item as { event?: unknown } | null)?.event === 'string')
  );
}
