import type { DeliveryTopic } from '../conversation-memory.js';

/**
 * Questions that are looked up in the owner's FAQ in place of the shopper's own words, which are seldom the
 * owner's. They are for retrieval only; no shopper reads them.
 */
export const faqQuestions = {
  changeOrder: 'can I change or cancel my order',
  broken: 'something arrived broken, damaged or faulty',
  missing: 'an item is missing from my parcel',
  wrongItem: 'I received the wrong item',
};

export function deliveryQuestion(topic: DeliveryTopic, place: string): string {
  return `${deliveryQuestions[topic]} to ${place}`;
}

export const abroadInQuestion = 'other countries';

const deliveryQuestions: Record<DeliveryTopic, string> = {
  time: 'how long does delivery take',
  cost: 'how much is delivery',
  countries: 'do you deliver',
};
