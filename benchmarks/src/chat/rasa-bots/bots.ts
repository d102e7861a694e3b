import { financialActions } from './financial-actions.js';
import { helpdeskActions } from './helpdesk-actions.js';
import type { StandIn } from './stand-in.js';

export interface Bot {
  /** Of its folder in `chat/rasa_bots`. */
  name: string;
  actions: StandIn;
  ducklingDimensions: readonly string[];
  /** What is said to it, a conversation an entry. */
  conversations: readonly (readonly string[])[];
}

/** Two bots that Rasa published (Apache License 2.0); their own tests have stories, but not what is said inside forms. */
export const bots: readonly Bot[] = [
  {
    name: 'helpdesk-assistant',
    actions: helpdeskActions,
    ducklingDimensions: ['email'],
    conversations: [
      [
        'hello',
        'I need to open an incident',
        'anna@example.com',
        '/inform{"priority":"low"}',
        'the printer on floor two is jammed',
        'printer jammed',
        '/affirm',
        'Awesome, thanks!',
      ],
      [
        "I'm having issues with my password",
        'bob@example.org',
        'high',
        'it says my account is locked',
        'yes',
      ],
      [
        'Hey there',
        'I have a problem with my email',
        'carla@example.com',
        'medium',
        'no mail since this morning',
        'no',
        'bye',
      ],
      [
        'I have a problem with my email',
        'help',
        'dan@example.com',
        'urgent',
        'low',
        'outlook will not start',
        '/affirm',
      ],
      ['Hey there', 'Can you check the status of my incident', 'eve@example.net', 'thank you'],
      [
        'open an incident',
        'Are you a bot?',
        'fay@example.com',
        'low',
        'help',
        'my screen is black',
        'black screen',
        '/deny',
      ],
      ['Are you a bot?', 'can you get me a pizza', 'I want to talk to a person now', 'uh no'],
      ['give me a human', '/trigger_handoff{"handoff_to":"financial_demo"}'],
      ['check ticket status', 'gus@example.com', 'check ticket status', 'yes', 'goodbye'],
      [
        'check ticket status',
        'hal@example.com',
        'I want to open a ticket',
        'no',
        'ida@example.com',
        'high',
        'the vpn drops every hour',
        'vpn',
        '/affirm',
      ],
      [
        'reset my password',
        'qwertz asdfgh',
        'jon@example.com',
        '/inform{"priority":"high"}',
        'forgot it over the holidays',
        '/affirm',
        'thanks a lot',
      ],
      ['/handoff', 'what can you do?', 'open a ticket', 'are you a robot', 'kim@example.com'],
      ['hi', 'my email is not working', 'what is the status of my ticket?', 'lea@example.com'],
      ['check on my ticket', 'can you get me a pizza', 'max@example.com', 'bye'],
    ],
  },
  {
    name: 'financial-demo',
    actions: financialActions,
    ducklingDimensions: ['amount-of-money', 'time', 'number'],
    conversations: [
      ['hi', 'bye'],
      ['help', 'hello', 'Thanks!', 'That sounds good'],
      ['are you a bot?', 'I want to order a pizza', 'is there a transfer charge', 'Ok'],
      ['Who can I send money to?', 'yes', 'How much money is on my account?', 'Ok'],
      ['What are my credit accounts', "What's my emblem card balance"],
      ['i want to pay off my emblem', '$40', 'tomorrow', 'yes', 'thanks'],
      ['pay my credit card', 'iron bank', '100 dollars', 'next week', 'no', 'bye'],
      ['i want to transfer money', 'Lisa', '$50', 'yes', 'How much money is on my account?'],
      ['i want to transfer money to Latisha', '20 dollars', '/affirm', 'thank you'],
      ['transfer $9000 to William', 'Evelyn', '$12', '/deny', 'goodbye'],
      ['how much did I earn in January 2019', 'yes'],
      ['how much did I earn last month', '/affirm', 'Thanks!'],
      ['How much did I spend at Starbucks last month', 'yes', 'hi'],
      ['I want to search my spending history', 'Amazon', 'last year', '/affirm'],
      ['I want to search my spending history', 'the corner shop', 'Target', 'last month', '/deny'],
      ['i want to transfer money', 'Is there a charge', 'yes', 'Katherine', '$5', 'yes'],
      ['transfer money', 'check earnings', '/deny', 'Lisa', '$10', '/affirm'],
      ['transfer money', 'check earnings', '/affirm', 'last month', 'yes', 'no'],
      [
        'pay credit card',
        'transfer money',
        '/affirm',
        'Lisa',
        '$30',
        '/affirm',
        '/affirm',
        'gringotts',
        '$5',
        'tomorrow',
        'yes',
      ],
      ['i want to talk to a human', '/trigger_handoff{"handoff_to":"helpdesk"}'],
      ['i want to talk to a human', 'no'],
      ['/handoff', 'qwertz asdfgh', 'pay my emblem card', 'qwertz asdfgh', '$15', 'tomorrow', '/affirm'],
    ],
  },
];
