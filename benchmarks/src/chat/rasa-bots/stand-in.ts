/**
 * What stands in for a bot's own action server, the same for a real Rasa when it is recorded and for the engine when it
 * is judged: no database, no clock, the same answer to the same situation.
 */

export interface Situation {
  slots: Readonly<Record<string, unknown>>;
  activeLoop: string | null;
  intent: string;
  entities: readonly { entity: string; value: unknown }[];
  /** Slots set last of all, which is what a form's validation is asked about. */
  candidates: Readonly<Record<string, unknown>>;
}

/** In the terms of Rasa's action server protocol. */
export interface StandInAnswer {
  events: ({ event: string } & Record<string, unknown>)[];
  responses: ({ text?: string; response?: string } & Record<string, unknown>)[];
}

export type StandIn = (action: string, situation: Situation) => StandInAnswer | undefined;

export const setSlots = (slots: Record<string, unknown>): StandInAnswer['events'] =>
  Object.entries(slots).map(([name, value]) => ({ event: 'slot', name, value }));

/** Slots of the events at the end of a conversation. */
export function candidatesOf(
  events: readonly { event: string; name?: unknown; value?: unknown }[],
): Record<string, unknown> {
  const start = events.findLastIndex((event) => event.event !== 'slot') + 1;
  return Object.fromEntries(events.slice(start).map((event) => [String(event.name), event.value]));
}
