import { sayAll, type HandOffMessage } from '../../wording/action-message.js';
import { phrase } from '../../wording/phrase.js';
import type { ShopDocument } from '../../../stores/port/documents.js';
import type { Action } from '../action.js';

/** `action_hand_off`: how to reach a person, from the shop's settings. */
export const handOff: Action = async ({ shop }) => ({
  messages: [sayHowToReachPerson(shop)],
  // A request for a person is answered once the shopper learns where to find one.
  unanswered: !isReachable(shop),
});

export function sayHowToReachPerson(shop: ShopDocument): HandOffMessage {
  const { email, phone, hours } = shop.settings.facts.contact ?? {};
  const { sentences } = isReachable(shop)
    ? sayAll(
        phrase('utter_hand_off'),
        hours === undefined ? undefined : phrase('phrase_person_hours', { hours }),
      )
    : sayAll(phrase('utter_hand_off_by_shop'));
  return {
    type: 'hand-off',
    sentences,
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
  };
}

function isReachable(shop: ShopDocument): boolean {
  const { email, phone } = shop.settings.facts.contact ?? {};
  return email !== undefined || phone !== undefined;
}
