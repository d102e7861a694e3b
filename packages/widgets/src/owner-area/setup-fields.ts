import type { SettingField } from './setting-fields.js';

/** The fields of Setup, by card. Limits are those of the server's schema. */

export const originFields: SettingField[] = [
  {
    path: 'allowedOrigins',
    label: 'Addresses of your shop',
    hint: 'One a line, such as https://shop.example. Only pages from here may use the publishable key.',
    kind: 'lines',
  },
];

/** What the assistant may say about the shop, by subject. */
export const factFields: { title: string; fields: SettingField[] }[] = [
  {
    title: 'Shipping',
    fields: [
      { path: 'facts.shipping.price', label: 'Shipping price', kind: 'money' },
      { path: 'facts.shipping.freeFrom', label: 'Free shipping from', kind: 'money' },
      { path: 'facts.shipping.daysMin', label: 'Delivery: days at least', kind: 'integer', max: 120 },
      { path: 'facts.shipping.daysMax', label: 'Delivery: days at most', kind: 'integer', max: 120 },
      {
        path: 'facts.shipping.countries',
        label: 'Countries you deliver to',
        hint: 'One a line.',
        kind: 'lines',
      },
      { path: 'facts.shipping.note', label: 'More about shipping', kind: 'long-text' },
    ],
  },
  {
    title: 'Returns',
    fields: [
      { path: 'facts.returns.days', label: 'Returns: within how many days', kind: 'integer', max: 3650 },
      { path: 'facts.returns.free', label: 'Returns are free', kind: 'checkbox' },
      { path: 'facts.returns.address', label: 'Address for returns', kind: 'long-text' },
      { path: 'facts.returns.note', label: 'More about returns', kind: 'long-text' },
    ],
  },
  {
    title: 'Payment',
    fields: [
      { path: 'facts.payment.methods', label: 'Ways to pay', hint: 'One a line.', kind: 'lines' },
      { path: 'facts.payment.note', label: 'More about payment', kind: 'long-text' },
    ],
  },
  {
    title: 'Contact',
    fields: [
      { path: 'facts.contact.email', label: 'E-mail', kind: 'email' },
      { path: 'facts.contact.phone', label: 'Phone', kind: 'text' },
      { path: 'facts.contact.hours', label: 'Opening hours', kind: 'text' },
      { path: 'facts.contact.address', label: 'Address', kind: 'long-text' },
    ],
  },
];

export const shopFields: SettingField[] = [
  { path: 'name', label: 'Name of the shop', kind: 'text', required: true },
  {
    path: 'timeZone',
    label: 'Time zone',
    hint: 'Decides when a day begins, e.g. Europe/London.',
    kind: 'text',
    required: true,
  },
  { path: 'locale', label: 'Language', hint: 'Such as en-GB or de.', kind: 'text', required: true },
  {
    path: 'stockSource',
    label: 'Stock levels',
    kind: 'choice',
    choices: [
      { value: 'orders', label: 'Counted here, lowered by each order' },
      { value: 'reported', label: 'Reported by your own system' },
    ],
  },
  {
    path: 'consentDefault',
    label: 'When a page says nothing about consent',
    kind: 'choice',
    choices: [
      { value: 'denied', label: 'Keep nothing about the visitor' },
      { value: 'granted', label: 'Count it as given' },
    ],
  },
  {
    path: 'wholesaleFrom',
    label: 'Wholesale from, units in one order line',
    hint: 'Left out of forecasts and of “bought together”.',
    kind: 'integer',
    required: true,
    min: 2,
  },
];

export const buyingFields: SettingField[] = [
  {
    path: 'leadTime.mean',
    label: 'Supplier delivery time, days',
    kind: 'number',
    required: true,
    max: 365,
  },
  { path: 'leadTime.sd', label: 'Varies by about, days', kind: 'number', required: true, max: 180 },
  {
    path: 'reviewPeriod',
    label: 'Days between two orders to a supplier',
    kind: 'integer',
    required: true,
    min: 1,
    max: 90,
  },
  {
    path: 'serviceLevel',
    label: 'Chance of not running out, %',
    hint: 'Higher means more stock kept. 95 suits most products.',
    kind: 'percent',
    required: true,
    min: 50,
    max: 99.9,
  },
];

export const chatFields: SettingField[] = [
  { path: 'chat.enabled', label: 'Show the chat', kind: 'checkbox' },
  { path: 'chat.title', label: 'Title', kind: 'text', required: true },
  { path: 'chat.greeting', label: 'First words', kind: 'long-text', required: true },
  {
    path: 'chat.suggestions',
    label: 'Questions to offer at the start',
    hint: 'One a line, at most six.',
    kind: 'lines',
  },
];

export const assistantFields: SettingField[] = [
  {
    path: 'assistant.kind',
    label: 'Who answers',
    kind: 'choice',
    choices: [
      { value: 'embedded', label: 'The assistant built in' },
      { value: 'rasa', label: 'A Rasa server of your own' },
    ],
  },
  {
    path: 'assistant.url',
    label: 'Address of the Rasa server',
    hint: 'If it does not answer, the assistant built in does.',
    kind: 'url',
  },
  {
    path: 'assistant.secret',
    label: 'Its secret',
    hint: 'Never shown again; leave empty to keep what is set.',
    kind: 'secret',
  },
];
