import type { Action } from '../action.js';

/** `action_hand_off`: how to reach a person, from the shop's settings. */
export const handOff: Action = async ({ shop }) => {
  const { email, phone, hours } = shop.settings.facts.contact ?? {};
  const isReachable = email !== undefined || phone !== undefined;
  const text = isReachable
    ? `A person will gladly help you.${hours === undefined ? '' : ` They are there: ${hours}.`}`
    : 'I have noted that you would like a person. Please use the contact page of the shop to reach them.';
  return {
    messages: [
      {
        type: 'hand-off',
        text,
        ...(email !== undefined && { email }),
        ...(phone !== undefined && { phone }),
      },
    ],
    // Who asked for a person and is told where to find one has an answer.
    unanswered: !isReachable,
  };
};
