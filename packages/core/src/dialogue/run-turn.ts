import type { BotMessage } from '../wire/index.js';
import type { AssistantModel } from './assistant-model.js';
import { askNames, beginForm, runForm } from './form.js';
import { predictByStory } from './memoization-policy.js';
import { renderResponse } from './responses.js';
import { predictByRule } from './rule-policy.js';
import { extractSlots } from './slot-mapping.js';
import { trackerState, trimEvents, type ParseData, type TrackerEvent, type TrackerState } from './tracker.js';
import { understand } from './understand.js';

/** What a custom action says and changes. */
export interface ActionResult {
  messages: BotMessage[];
  events: TrackerEvent[];
}

/** Runs a custom action of the shop; undefined when there is none of that name. */
export type PerformAction = (
  name: string,
  turn: { state: TrackerState; message: ParseData; events: readonly TrackerEvent[] },
) => Promise<ActionResult | undefined>;

export interface TurnInput {
  text: string;
  payload?: string;
  timestamp?: number;
  /** What another reader understood already: taken as it is. */
  parse?: ParseData;
}

export interface TurnResult {
  events: TrackerEvent[];
  parse: ParseData;
  /** Nothing fitted: the message was not understood, or no rule or story goes on from here. */
  fallback: boolean;
  /** The message came where a form had asked, and is its answer or was not understood: it may well be a secret. */
  answersForm: boolean;
}

/** A rule set that never listens is a loop; Rasa stops after as many. */
const maxActionsPerTurn = 10;

/**
 * One turn: understands the message, fills slots, then runs predicted actions until it is the shopper's turn again.
 * Messages are yielded as they are said.
 *
 *     message ─▶ understand ─▶ slots ─▶ ┌ predict: form ▸ rule ▸ story ▸ fallback ┐ ─▶ listen
 *                                       └──────── run action ◀───────────────────┘
 */
export async function* runTurn(
  model: AssistantModel,
  history: readonly TrackerEvent[],
  input: TurnInput,
  perform: PerformAction,
  random: () => number,
): AsyncGenerator<BotMessage, TurnResult> {
  const { domain, config } = model.project;
  const parse = input.parse ?? understand(model, input.text, input.payload);
  const events: TrackerEvent[] = trimEvents(domain, history);
  const before = trackerState(domain, events);
  events.push({
    event: 'user',
    text: input.text,
    parse_data: parse,
    ...(input.timestamp !== undefined && { timestamp: input.timestamp }),
  });
  events.push(...extractSlots(domain, parse, before));
  let isFallback = parse.intent.name === 'nlu_fallback';

  for (let count = 0; count < maxActionsPerTurn; count++) {
    const state = trackerState(domain, events);
    const action = predict(model, state);
    if (action === 'listen') break;
    if (action === config.coreFallbackAction) isFallback = true;
    yield* runAction(action, state);
  }
  events.push({ event: 'action', name: 'action_listen' });
  const wasAsked = before.activeLoop !== null;
  const isRejected = trackerState(domain, events).loopRejected;
  return {
    events,
    parse,
    fallback: isFallback,
    answersForm: wasAsked && (!isRejected || parse.intent.name === 'nlu_fallback'),
  };

  async function* runAction(action: string, state: TrackerState): AsyncGenerator<BotMessage, void> {
    if (action in domain.forms) {
      yield* runFormAction(action, state);
      return;
    }
    events.push({ event: 'action', name: action });
    yield* say(action);
  }

  async function* runFormAction(form: string, state: TrackerState): AsyncGenerator<BotMessage, void> {
    const validation = `validate_${form}`;
    const begun = state.activeLoop === form ? [] : beginForm(domain, form, parse, state);
    const known = [...events, ...begun];
    const validated = domain.actions.includes(validation)
      ? await perform(validation, { state: trackerState(domain, known), message: parse, events: known })
      : undefined;
    const step = runForm(domain, form, events, begun, validated?.events ?? []);
    if (step.kind === 'reject') {
      events.push({ event: 'action_execution_rejected', name: form });
      return;
    }
    if (state.loopRejected && (saysItLeaves(parse) || wasRejectedLastTurn(events, form))) {
      events.push(...closeLoop);
      return;
    }
    yield* validated?.messages ?? [];
    events.push({ event: 'action', name: form }, ...step.events);
    if (step.kind === 'submit') return;
    const question = askNames(form, step.slot).find(
      (name) => name in domain.responses || domain.actions.includes(name),
    );
    if (question !== undefined) yield* say(question);
  }

  /** A response of the domain, or a custom action. */
  async function* say(name: string): AsyncGenerator<BotMessage, void> {
    const state = trackerState(domain, events);
    const result =
      name in domain.responses
        ? { messages: renderResponse(domain, name, state.slots, random), events: [] }
        : await performOrDefault(name, state);
    for (const message of result.messages) {
      events.push({ event: 'bot', ...(message.type === 'text' && { text: message.text }) });
      yield message;
    }
    events.push(...result.events);
  }

  async function performOrDefault(name: string, state: TrackerState): Promise<ActionResult> {
    const result = await perform(name, { state, message: parse, events });
    if (result) return result;
    if (name === 'action_restart') return { messages: [], events: [{ event: 'restart' }] };
    if (name === 'action_deactivate_loop') {
      return { messages: [], events: closeLoop };
    }
    // `action_default_fallback`, and any action that nobody implements, speaks as Rasa's default does.
    return { messages: renderResponse(domain, 'utter_default', state.slots, random), events: [] };
  }
}

const closeLoop: TrackerEvent[] = [
  { event: 'active_loop', name: null },
  { event: 'slot', name: 'requested_slot', value: null },
];

/** "Never mind, how do returns work?": the project's entity `leaving`, beside what no form asked for. */
const saysItLeaves = ({ entities }: ParseData) => entities.some(({ entity }) => entity === 'leaving');

/** Who says something else twice running has changed the subject: the form asks again once, then lets go. */
function wasRejectedLastTurn(events: readonly TrackerEvent[], form: string): boolean {
  const latest = events.findLastIndex((event) => event.event === 'user');
  const before = events.slice(0, latest);
  const turn = before.slice(before.findLastIndex((event) => event.event === 'user') + 1);
  return turn.some((event) => event.event === 'action_execution_rejected' && event.name === form);
}

function predict(model: AssistantModel, state: TrackerState): string {
  const { rules, stories, config, domain } = model.project;
  const intent = state.latestMessage?.intent.name;
  const sinceMessage = state.history.slice(state.turnStart + 1);
  const hasActed = sinceMessage.some((item) => item.kind === 'action');
  const loop = state.activeLoop;
  if (intent === 'restart' && !hasActed) return 'action_restart';
  if (loop !== null && !state.loopRejected) {
    const lastAction = sinceMessage.findLast((item) => item.kind === 'action');
    if (lastAction?.name === loop) return 'listen';
    // An action began the form anew.
    if (lastAction && sinceMessage.at(-1)?.kind === 'active_loop') return loop;
    if (!hasActed && !domain.forms[loop]?.ignoredIntents.includes(intent ?? '')) return loop;
  }
  const next = predictByRule(rules, state) ?? predictByStory(stories, state, config.maxHistory);
  if (next !== undefined && next !== 'listen') return next.action;
  const formRanLast = state.history.at(-1)?.name === loop;
  if (loop !== null && !formRanLast) return loop;
  if (next === 'listen' || hasActed) return 'listen';
  return config.coreFallbackAction;
}
