/** What the demo's pages and its chat propose to ask. The chat must be able to answer each of them. */
export const proposedQuestions = {
  /** Beside the chat's first message. */
  inChat: [
    'How long does delivery take?',
    'Do you have red mugs under £5?',
    'What goes with this?',
    'Where is my order?',
  ],
  /** The same, of an owner's own orders: what its shop sells and how it delivers is not known here. */
  inOwnChat: ['What sells best?', 'What goes with this?'],
  atTheDoor: ['do you have red mugs under £5?', 'how long does delivery take?'],
  atTheOwnDoor: ['what do you sell most?', 'show me something under 10'],
};

/** On the thank-you page. */
export const questionAboutOrder = (key: string): string => `where is my order ${key}?`;
