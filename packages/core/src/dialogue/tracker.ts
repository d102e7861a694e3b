import type { Entity } from '../language/index.js';
import type { Domain } from './project/project.js';

/**
 * A conversation as a list of events under Rasa's names; everything else about it is rebuilt from them. Events are
 * plain data: they are stored between turns and travel to and from Rasa's action server as they are.
 */
export type TrackerEvent =
  | { event: 'user'; text: string; parse_data: ParseData; timestamp?: number }
  | { event: 'bot'; text?: string }
  | { event: 'action'; name: string }
  | SlotEvent
  | { event: 'active_loop'; name: string | null }
  | { event: 'action_execution_rejected'; name: string }
  | { event: 'session_started' }
  | { event: 'restart' };

export interface SlotEvent {
  event: 'slot';
  name: string;
  value: unknown;
}

/** The shape of Rasa's `/model/parse`. */
export interface ParseData {
  text: string;
  intent: { name: string; confidence: number };
  entities: Entity[];
  intent_ranking: { name: string; confidence: number }[];
}

/** What policies look at, oldest first. A slot's value is looked up when needed instead. */
export interface HistoryItem {
  kind: 'intent' | 'action' | 'active_loop';
  name: string | null;
  /** The loop that was active before it. */
  loopBefore: string | null;
  entities?: readonly Entity[];
}

export interface TrackerState {
  slots: Record<string, unknown>;
  activeLoop: string | null;
  latestMessage: ParseData | undefined;
  /** The active loop refused the latest message. */
  loopRejected: boolean;
  history: HistoryItem[];
  /** Index in `history` of the latest message. */
  turnStart: number;
}

/** Kept of a long conversation: enough for any rule, and bounded. */
export const maxEvents = 300;

export function trackerState(domain: Domain, events: readonly TrackerEvent[]): TrackerState {
  const state = freshState(domain);
  for (const event of events) {
    switch (event.event) {
      case 'user':
        state.latestMessage = event.parse_data;
        state.loopRejected = false;
        state.turnStart = state.history.length;
        push(state, 'intent', event.parse_data.intent.name, event.parse_data.entities);
        break;
      case 'action':
        if (event.name === 'action_listen') break;
        push(state, 'action', event.name);
        break;
      case 'slot':
        state.slots[event.name] = event.value;
        break;
      case 'active_loop':
        if (event.name === null) forgetBeginning(state);
        // Named again by a form that was active already: nothing changed.
        if (event.name !== state.activeLoop) push(state, 'active_loop', event.name);
        state.activeLoop = event.name;
        break;
      case 'action_execution_rejected':
        state.loopRejected = event.name === state.activeLoop;
        break;
      case 'restart':
        Object.assign(state, freshState(domain));
        break;
      default:
        break;
    }
  }
  return state;
}

function freshState(domain: Domain): TrackerState {
  return {
    slots: Object.fromEntries(
      Object.entries(domain.slots).map(([name, slot]) => [name, slot.initialValue ?? null]),
    ),
    activeLoop: null,
    latestMessage: undefined,
    loopRejected: false,
    history: [],
    turnStart: 0,
  };
}

/** A form with nothing left to ask begins and ends in one step: what rules look at is that it was submitted. */
function forgetBeginning({ history, activeLoop }: TrackerState): void {
  const [action, beginning] = history.slice(-2);
  if (action?.kind !== 'action' || beginning?.kind !== 'active_loop') return;
  if (action.name !== activeLoop || beginning.name !== activeLoop) return;
  history.pop();
  action.loopBefore = activeLoop;
}

function push(
  state: TrackerState,
  kind: HistoryItem['kind'],
  name: string | null,
  entities?: readonly Entity[],
): void {
  state.history.push({ kind, name, loopBefore: state.activeLoop, ...(entities && { entities }) });
}

/** Drops the oldest turns of a long conversation, keeping what slots and the active loop are. */
export function trimEvents(domain: Domain, events: readonly TrackerEvent[]): TrackerEvent[] {
  if (events.length <= maxEvents) return [...events];
  const cut = events.findIndex((event, i) => i >= events.length - maxEvents / 2 && event.event === 'user');
  if (cut < 0) return events.slice(-maxEvents);
  const before = trackerState(domain, events.slice(0, cut));
  return [
    ...Object.entries(before.slots)
      .filter(([, value]) => value !== null)
      .map(([name, value]): TrackerEvent => ({ event: 'slot', name, value })),
    ...(before.activeLoop === null ? [] : [{ event: 'active_loop', name: before.activeLoop } as const]),
    ...events.slice(cut),
  ];
}
