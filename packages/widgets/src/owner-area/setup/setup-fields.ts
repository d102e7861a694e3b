import type { SettingField } from './setting-fields.js';

/** The fields of Setup, by card. Limits are those of the server's schema. */

type More = Omit<SettingField, 'path' | 'label' | 'kind'>;
const fieldOf =
  (kind: SettingField['kind']) =>
  (path: string, label: string, more: More = {}): SettingField => ({ path, label, kind, ...more });

const text = fieldOf('text');
const longText = fieldOf('long-text');
const lines = fieldOf('lines');
const integer = fieldOf('integer');
const number = fieldOf('number');
const money = fieldOf('money');
const checkbox = fieldOf('checkbox');
const choice = fieldOf('choice');

export const originFields: SettingField[] = [
  lines('allowedOrigins', 'Addresses of your shop', {
    hint: 'One a line, such as https://shop.example. Only pages at these addresses show recommendations and the chat.',
    max: 50,
    refused: 'One address a line, with https:// and nothing behind the name: https://shop.example.',
  }),
];

const tooFewDays = 'Must not be less than the days at least.';

/** What the assistant may say about the shop, by subject. */
export const factFields: { title: string; fields: SettingField[] }[] = [
  {
    title: 'Shipping',
    fields: [
      money('facts.shipping.price', 'Shipping price'),
      money('facts.shipping.freeFrom', 'Free shipping from'),
      integer('facts.shipping.daysMin', 'Delivery: days at least', { max: 120 }),
      integer('facts.shipping.daysMax', 'Delivery: days at most', {
        max: 120,
        atLeast: { path: 'facts.shipping.daysMin', fault: tooFewDays },
        refused: tooFewDays,
      }),
      lines('facts.shipping.countries', 'Countries you deliver to', {
        hint: 'One a line.',
        max: 300,
        refused: 'One country a line, at most 100 characters each.',
      }),
      longText('facts.shipping.note', 'More about shipping', { max: 1000 }),
    ],
  },
  {
    title: 'Returns',
    fields: [
      integer('facts.returns.days', 'Returns: within how many days', { max: 3650 }),
      checkbox('facts.returns.free', 'Returns are free'),
      longText('facts.returns.address', 'Address for returns', { max: 500 }),
      longText('facts.returns.note', 'More about returns', { max: 1000 }),
    ],
  },
  {
    title: 'Payment',
    fields: [
      lines('facts.payment.methods', 'Ways to pay', {
        hint: 'One a line.',
        max: 50,
        refused: 'One way to pay a line, at most 100 characters each.',
      }),
      longText('facts.payment.note', 'More about payment', { max: 1000 }),
    ],
  },
  {
    title: 'Contact',
    fields: [
      fieldOf('email')('facts.contact.email', 'E-mail', {
        refused: 'An address such as help@shop.example.',
      }),
      text('facts.contact.phone', 'Phone', { max: 50 }),
      text('facts.contact.hours', 'Opening hours', { max: 300 }),
      longText('facts.contact.address', 'Address', { max: 500 }),
    ],
  },
];

export const shopFields: SettingField[] = [
  text('name', 'Name of the shop', { required: true, max: 200 }),
  text('timeZone', 'Time zone', {
    hint: 'Decides when a day begins, e.g. Europe/London.',
    required: true,
    refused: 'Choose a time zone such as Europe/London.',
  }),
  text('locale', 'Language', {
    hint: 'Such as en-GB or de.',
    required: true,
    refused: 'Choose a language such as en-GB or de.',
  }),
  choice('stockSource', 'Stock levels', {
    choices: [
      { value: 'orders', label: 'Counted here, lowered by each order' },
      { value: 'reported', label: 'Reported by your own system' },
    ],
  }),
  choice('consentDefault', 'When a page does not say what a shopper agreed to', {
    choices: [
      { value: 'denied', label: 'Remember nothing about them' },
      { value: 'granted', label: 'Take it that they agreed' },
    ],
  }),
  integer('wholesaleFrom', 'Wholesale from, units in one order line', {
    hint: 'Left out of forecasts and of “bought together”.',
    required: true,
    min: 2,
  }),
];

export const buyingFields: SettingField[] = [
  number('leadTime.mean', 'Supplier delivery time, days', { required: true, max: 365 }),
  number('leadTime.sd', 'Varies by about, days', { required: true, max: 180 }),
  integer('reviewPeriod', 'Days between two orders to a supplier', { required: true, min: 1, max: 90 }),
  fieldOf('percent')('serviceLevel', 'Chance of not running out, %', {
    hint: 'Higher means more stock kept. 95 suits most products.',
    required: true,
    min: 50,
    max: 99.9,
  }),
];

export const chatFields: SettingField[] = [
  checkbox('chat.enabled', 'Show the chat'),
  text('chat.title', 'Title', { max: 100 }),
  longText('chat.greeting', 'First words', { max: 500 }),
  lines('chat.suggestions', 'Questions to offer at the start', {
    hint: 'One a line, at most six.',
    max: 6,
    refused: 'At most six, one a line, at most 100 characters each.',
  }),
];

export const assistantFields: SettingField[] = [
  choice('assistant.kind', 'Who answers', {
    hint: 'Rasa is for shops that have an assistant of that kind already.',
    choices: [
      { value: 'embedded', label: 'The assistant built in' },
      { value: 'rasa', label: 'A Rasa server of your own' },
    ],
  }),
  fieldOf('url')('assistant.url', 'Address of the Rasa server', {
    hint: 'If it does not answer, the assistant built in does.',
    refused: 'An address such as https://rasa.example, without a password or anything behind a “?”.',
  }),
  fieldOf('secret')('assistant.secret', 'The password it was given', {
    hint: 'Never shown again; leave empty to keep what is set.',
    refused: 'At least 16 characters, at most 8,000.',
  }),
];
