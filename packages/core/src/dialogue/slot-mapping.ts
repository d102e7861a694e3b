import type { Domain, SlotMapping } from './project/project.js';
import type { ParseData, SlotEvent, TrackerState } from './tracker.js';

/**
 * Slots that a message fills (Rasa documentation, "Domain: Slot Mappings"; `action_extract_slots` of Rasa 3). The first
 * mapping of a slot that applies wins. `state` is the conversation before the message.
 */
export function extractSlots(domain: Domain, message: ParseData, state: TrackerState): SlotEvent[] {
  const events: SlotEvent[] = [];
  for (const [name, slot] of Object.entries(domain.slots)) {
    for (const mapping of slot.mappings) {
      if (!applies(mapping, message, state)) continue;
      const value = valueOf(mapping, message, slot.type === 'list');
      if (value === undefined) continue;
      events.push({ event: 'slot', name, value: slot.type === 'float' ? Number(value) : value });
      break;
    }
  }
  return events;
}

function applies(mapping: SlotMapping, message: ParseData, state: TrackerState): boolean {
  const intent = message.intent.name;
  if (mapping.intent && !mapping.intent.includes(intent)) return false;
  if (mapping.notIntent?.includes(intent)) return false;
  if (mapping.type === 'from_trigger_intent') {
    // An intent that begins a form fills its slots before any of them is asked for.
    const loops = mapping.conditions?.map((condition) => condition.activeLoop);
    return state.activeLoop !== null && (loops === undefined || loops.includes(state.activeLoop));
  }
  return (
    mapping.conditions === undefined ||
    mapping.conditions.some(
      (condition) =>
        condition.activeLoop === state.activeLoop &&
        (condition.requestedSlot === undefined || condition.requestedSlot === state.slots.requested_slot),
    )
  );
}

function valueOf(mapping: SlotMapping, message: ParseData, isList: boolean): unknown {
  switch (mapping.type) {
    case 'from_entity': {
      const found = message.entities.filter(
        (entity) =>
          entity.entity === mapping.entity &&
          (mapping.role === undefined || entity.role === mapping.role) &&
          (mapping.group === undefined || entity.group === mapping.group),
      );
      if (found.length === 0) return undefined;
      return isList ? found.map((entity) => entity.value) : found.at(-1)!.value;
    }
    case 'from_text':
      return message.text;
    case 'from_intent':
    case 'from_trigger_intent':
      return mapping.value ?? true;
    case 'custom':
      return undefined;
  }
}
