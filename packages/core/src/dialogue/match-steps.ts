import type { Step } from './project/project.js';
import type { HistoryItem, TrackerState } from './tracker.js';

/** Steps that stand for something that happened; `slot_was_set` is a condition on the present instead. */
export function happenings(steps: readonly Step[]): Exclude<Step, { kind: 'slot' }>[] {
  return steps.filter((step) => step.kind !== 'slot');
}

/** Whether the last items of the history are the first `length` steps. */
export function endsWith(
  history: readonly HistoryItem[],
  steps: readonly Exclude<Step, { kind: 'slot' }>[],
  length: number,
): boolean {
  const start = history.length - length;
  return start >= 0 && steps.slice(0, length).every((step, i) => matches(step, history[start + i]!));
}

function matches(step: Exclude<Step, { kind: 'slot' }>, item: HistoryItem): boolean {
  switch (step.kind) {
    case 'intent':
      return (
        item.kind === 'intent' &&
        step.intents.includes(item.name ?? '') &&
        step.entities.every((wanted) =>
          item.entities?.some(
            (entity) =>
              entity.entity === wanted.entity &&
              (wanted.value === undefined || entity.value === wanted.value),
          ),
        )
      );
    case 'action':
      return item.kind === 'action' && item.name === step.action;
    case 'active_loop':
      return item.kind === 'active_loop' && item.name === step.loop;
  }
}

/** `slot_was_set`: no value named means set to anything; null means not set. `requested_slot` follows the form. */
export function slotsHold(steps: readonly Step[], state: TrackerState): boolean {
  return steps.every(
    (step) =>
      step.kind !== 'slot' ||
      step.slots.every(({ slot, value }) => {
        if (slot === 'requested_slot' && value === null) return true;
        const held = state.slots[slot] ?? null;
        return value === undefined ? held !== null : held === value;
      }),
  );
}
