import type { BotMessage } from '../wire/index.js';
import type { Domain, ResponseVariation } from './project/project.js';

/**
 * A response of the domain as messages (Rasa documentation, "Responses"): variations for our channel first, then those
 * whose conditions hold, then those without any; one of them at random. Order of parts as Rasa's REST channel sends them.
 */
export function renderResponse(
  domain: Domain,
  name: string,
  slots: Record<string, unknown>,
  random: () => number,
  channel = 'rest',
): BotMessage[] {
  const variation = chooseResponse(domain.responses[name] ?? [], slots, random, channel);
  if (!variation) return [];
  const messages: BotMessage[] = [];
  if (variation.text !== undefined) {
    for (const part of interpolate(variation.text, slots).split(/\n\s*\n/)) {
      if (part.trim().length > 0) messages.push({ type: 'text', text: part.trim() });
    }
  }
  if (variation.buttons && variation.buttons.length > 0) {
    const replies = variation.buttons.map((button) => ({
      title: interpolate(button.title, slots),
      payload: interpolate(button.payload, slots),
    }));
    messages.push({ type: 'quick-replies', replies });
  }
  if (variation.image !== undefined)
    messages.push({ type: 'image', url: interpolate(variation.image, slots) });
  return messages;
}

/** The variation that is said: see `renderResponse`. */
export function chooseResponse(
  variations: readonly ResponseVariation[],
  slots: Readonly<Record<string, unknown>>,
  random: () => number,
  channel = 'rest',
): ResponseVariation | undefined {
  const usable = variations.filter(
    (variation) =>
      (variation.channel === undefined || variation.channel === channel) &&
      variation.conditions.every((condition) => (slots[condition.slot] ?? null) === condition.value),
  );
  const tiers = [
    usable.filter((variation) => variation.channel !== undefined),
    usable.filter((variation) => variation.conditions.length > 0),
    usable,
  ];
  const tier = tiers.find((candidates) => candidates.length > 0);
  return tier?.[Math.floor(random() * tier.length)];
}

/** `{slot}` becomes the slot's value; an empty slot says "None", as in Rasa; `{{` and `}}` are braces. */
export function interpolate(template: string, slots: Record<string, unknown>): string {
  return template.replace(/\{\{|\}\}|\{([^\n{}]+)\}/g, (match, name: string | undefined) => {
    if (match === '{{') return '{';
    if (match === '}}') return '}';
    if (!Object.hasOwn(slots, name!)) return match;
    const value = slots[name!];
    if (value === null || value === undefined) return 'None';
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}
