import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  parseProject,
  renderResponse,
  runTurn,
  understand,
  type ActionResult,
  type AssistantModel,
  type ParseData,
  type PerformAction,
  type RasaProject,
  type TrackerEvent,
} from '@shelfwise/core/dialogue';
import type { Bot } from './bots.js';
import { duckling } from './duckling.js';
import type { RecordedConversation, RecordedTurn } from './recording.js';
import { candidatesOf, type StandInAnswer } from './stand-in.js';

/** What the engine did with one message. */
export interface ReplayedTurn {
  intent: string;
  actions: string[];
  said: string[];
}

/** `own`: the engine reads each message itself; `recorded`: it is told what Rasa understood, so that only dialogue differs. */
export type Reading = 'own' | 'recorded';

export function readBot(dataDirectory: string, { name }: Bot): RasaProject {
  const folder = path.join(dataDirectory, 'chat', 'rasa_bots', name);
  const files = projectFiles[name]!.map((file) => ({
    path: `${name}/${file}`,
    text: readFileSync(path.join(folder, file), 'utf8'),
  }));
  return parseProject(files);
}

/** As `rasa train` reads a folder: `tests` is none of it. */
const projectFiles: Readonly<Record<string, readonly string[]>> = {
  'helpdesk-assistant': [
    'config.yml',
    'domain.yml',
    'data/nlu.yml',
    'data/rules.yml',
    'data/stories.yml',
    'data/handoff.yml',
  ],
  'financial-demo': [
    'config.yml',
    'domain.yml',
    'data/nlu/nlu.yml',
    'data/rules/rules.yml',
    'data/rules/rules_handoff.yml',
    'data/stories/stories.yml',
    'data/stories/stories_switch_from_pay_credit_card.yml',
    'data/stories/stories_switch_from_search_transactions.yml',
    'data/stories/stories_switch_from_transfer_money.yml',
  ],
};

export async function replay(
  model: AssistantModel,
  bot: Bot,
  conversation: RecordedConversation,
  reading: Reading,
): Promise<ReplayedTurn[]> {
  const { domain } = model.project;
  const random = () => 0;
  const perform: PerformAction = (action, { state, message, events }) => {
    const answer = bot.actions(action, {
      slots: state.slots,
      activeLoop: state.activeLoop,
      intent: message.intent.name,
      entities: message.entities,
      candidates: candidatesOf(events),
    });
    return Promise.resolve(answer && inOurTerms(answer, state.slots));
  };
  const inOurTerms = (answer: StandInAnswer, slots: Record<string, unknown>): ActionResult => ({
    // What the engine does not know (`rewind`, `followup`) it gets all the same, as from an action server.
    events: answer.events as TrackerEvent[],
    messages: answer.responses.flatMap(({ text, response, ...values }) =>
      response === undefined
        ? [{ type: 'text' as const, text: text ?? '' }]
        : renderResponse(domain, response, { ...slots, ...values }, random),
    ),
  });

  let history: readonly TrackerEvent[] = [];
  const turns: ReplayedTurn[] = [];
  for (const recorded of conversation) {
    const parse = reading === 'own' ? readOurselves(model, bot, recorded.text) : asRecorded(recorded);
    const turn = runTurn(model, history, { text: recorded.text, parse }, perform, random);
    const said: string[] = [];
    let step = await turn.next();
    while (!step.done) {
      if (step.value.type === 'text') said.push(step.value.text);
      step = await turn.next();
    }
    const { events } = step.value;
    const latest = events.findLastIndex(({ event }) => event === 'user');
    const actions = events
      .slice(latest)
      .flatMap((event) => (event.event === 'action' && event.name !== 'action_listen' ? [event.name] : []));
    turns.push({ intent: parse.intent.name, actions, said });
    history = events;
  }
  return turns;
}

function readOurselves(model: AssistantModel, bot: Bot, text: string): ParseData {
  const parse = understand(model, text, text.startsWith('/') ? text : undefined);
  if (text.startsWith('/')) return parse;
  const matches = duckling(text, bot.ducklingDimensions).map(({ dim, start, end, value }) =>
    asEntity({ entity: dim, value: value.value, start, end, extractor: 'DucklingEntityExtractor' }),
  );
  return { ...parse, entities: [...parse.entities, ...matches] };
}

function asRecorded({ text, intent, entities }: RecordedTurn): ParseData {
  return { text, intent, entities: entities.map(asEntity), intent_ranking: [intent] };
}

function asEntity(entity: RecordedTurn['entities'][number]): ParseData['entities'][number] {
  return { ...entity, value: String(entity.value) };
}
