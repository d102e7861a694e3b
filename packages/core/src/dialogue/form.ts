import type { Domain } from './project/project.js';
import { trackerState, type TrackerEvent } from './tracker.js';

/** What one run of a form does next (Rasa documentation, "Forms"). */
export type FormStep =
  | { kind: 'reject' }
  | { kind: 'ask'; slot: string; events: TrackerEvent[] }
  | { kind: 'submit'; events: TrackerEvent[] };

/**
 * Runs form `name` once: activates it, or reads what the latest message filled in. A message that fills nothing of an
 * active form is rejected, so that rules may answer it; afterwards (`again`) the form asks once more. `validated` are
 * the slot events of the form's `validate_…` action.
 */
export function runForm(
  domain: Domain,
  name: string,
  events: readonly TrackerEvent[],
  validated: readonly TrackerEvent[],
): FormStep {
  const form = domain.forms[name]!;
  const before = trackerState(domain, events);
  const isActive = before.activeLoop === name;
  const isAnswered = filledByTurn(events, form.requiredSlots);
  if (isActive && !before.loopRejected && !isAnswered && !hasActed(events)) return { kind: 'reject' };
  const activation: TrackerEvent[] = isActive ? [] : [{ event: 'active_loop', name }];
  const slots = trackerState(domain, [...events, ...validated]).slots;
  const missing = form.requiredSlots.find((slot) => (slots[slot] ?? null) === null);
  if (missing !== undefined) {
    return {
      kind: 'ask',
      slot: missing,
      events: [...activation, ...validated, { event: 'slot', name: 'requested_slot', value: missing }],
    };
  }
  return {
    kind: 'submit',
    events: [
      ...activation,
      ...validated,
      { event: 'slot', name: 'requested_slot', value: null },
      { event: 'active_loop', name: null },
    ],
  };
}

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
