import type { Domain } from './project/project.js';
import { extractSlots } from './slot-mapping.js';
import {
  trackerState,
  type ParseData,
  type SlotEvent,
  type TrackerEvent,
  type TrackerState,
} from './tracker.js';

/** What one run of a form does next (Rasa documentation, "Forms"). */
export type FormStep =
  | { kind: 'reject' }
  | { kind: 'ask'; slot: string; events: TrackerEvent[] }
  | { kind: 'submit'; events: TrackerEvent[] };

/**
 * What beginning form `name` sets: the latest message read again, now that the form's mappings apply, then the form's
 * slots that are filled already, for its validation to look at.
 */
export function beginForm(
  domain: Domain,
  name: string,
  message: ParseData,
  state: TrackerState,
): TrackerEvent[] {
  const read = extractSlots(domain, message, { ...state, activeLoop: name });
  const slots = { ...state.slots, ...Object.fromEntries(read.map(asEntry)) };
  const filled = domain.forms[name]!.requiredSlots.filter((slot) => (slots[slot] ?? null) !== null);
  return [
    { event: 'active_loop', name },
    ...read,
    ...filled.map((slot): TrackerEvent => ({ event: 'slot', name: slot, value: slots[slot] })),
  ];
}

/**
 * Runs form `name` once, after `begun` if it begins: reads what the latest message filled in. A message that fills
 * nothing of an active form is rejected, so that rules may answer it; afterwards (`again`) the form asks once more.
 * `validated` are the slot events of the form's `validate_…` action, which may name the slot to ask for, or none.
 */
export function runForm(
  domain: Domain,
  name: string,
  events: readonly TrackerEvent[],
  begun: readonly TrackerEvent[],
  validated: readonly TrackerEvent[],
): FormStep {
  const form = domain.forms[name]!;
  const before = trackerState(domain, events);
  const requested = before.slots[requestedSlot];
  const ofForm = typeof requested === 'string' ? [...form.requiredSlots, requested] : form.requiredSlots;
  const isAnswered =
    filledByTurn(events, ofForm) || validated.some((event) => isSlot(event) && !isRequest(event));
  if (begun.length === 0 && !before.loopRejected && !isAnswered && !hasActed(events))
    return { kind: 'reject' };
  const slots = trackerState(domain, [...events, ...begun, ...validated]).slots;
  const wanted = validated.findLast(isRequest);
  const missing = wanted ? wanted.value : form.requiredSlots.find((slot) => (slots[slot] ?? null) === null);
  if (typeof missing === 'string') {
    return {
      kind: 'ask',
      slot: missing,
      events: [...begun, ...validated, { event: 'slot', name: requestedSlot, value: missing }],
    };
  }
  return {
    kind: 'submit',
    events: [
      ...begun,
      ...validated,
      { event: 'slot', name: requestedSlot, value: null },
      { event: 'active_loop', name: null },
    ],
  };
}

const requestedSlot = 'requested_slot';

const isSlot = (event: TrackerEvent): event is SlotEvent => event.event === 'slot';

const isRequest = (event: TrackerEvent): event is SlotEvent => isSlot(event) && event.name === requestedSlot;

const asEntry = (event: SlotEvent): [string, unknown] => [event.name, event.value];

const sinceMessage = (events: readonly TrackerEvent[]) =>
  events.slice(events.findLastIndex((event) => event.event === 'user') + 1);

/** Whether slots of the form were set since the latest message. */
function filledByTurn(events: readonly TrackerEvent[], slots: readonly string[]): boolean {
  return sinceMessage(events).some(
    (event) => event.event === 'slot' && slots.includes(event.name) && event.value !== null,
  );
}

/** An action answered the message and began the form: there is nothing in the message for the form to read. */
function hasActed(events: readonly TrackerEvent[]): boolean {
  return sinceMessage(events).some((event) => event.event === 'action');
}

/** Names under which a form's question may be found, first that exists wins (the order of Rasa's `FormAction`). */
export function askNames(form: string, slot: string): string[] {
  return [
    `action_ask_${form}_${slot}`,
    `utter_ask_${form}_${slot}`,
    `action_ask_${slot}`,
    `utter_ask_${slot}`,
  ];
}
