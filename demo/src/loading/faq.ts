import { deliveryDays, giftShopFacts } from '../shop/facts.js';
import { money, roundMoney } from '../shop/money.js';

const { delivery, deliveryAbroad, payment, returnDays, email, phone } = giftShopFacts;
const listed = (words: string[]) => new Intl.ListFormat('en-GB').format(words);
const named = (country: string) => (/^(United|Netherlands)/.test(country) ? `the ${country}` : country);
export const abroad = `Outside the United Kingdom delivery costs ${money(deliveryAbroad.price)} and takes ${deliveryDays(deliveryAbroad)}.`;

/** What shoppers ask and what this shop answers, as its help page shows it. */
export interface FaqEntry {
  key: string;
  question: string;
  variations: string[];
  answer: string;
}

export const faqEntries: FaqEntry[] = [
  {
    key: 'delivery-time',
    question: 'How long does delivery take?',
    variations: [
      'When will my parcel arrive?',
      'How many days until I get it?',
      'delivery time',
      'how fast do you ship',
    ],
    answer: `Delivery takes ${deliveryDays(delivery)} in the United Kingdom. Orders placed before 2 pm leave the same day.`,
  },
  {
    key: 'delivery-cost',
    question: 'How much is delivery?',
    variations: [
      'What does shipping cost?',
      'Is delivery free?',
      'postage',
      'shipping fee',
      'from how much is it free',
    ],
    answer: `Delivery costs ${money(delivery.price)} in the United Kingdom and is free for orders from ${roundMoney(delivery.freeFrom)}.`,
  },
  {
    key: 'delivery-abroad',
    question: 'Do you deliver abroad?',
    variations: [
      'Do you ship to Germany?',
      'international shipping',
      'can you send it to Ireland',
      'shipping outside the UK',
    ],
    answer: `We deliver to ${listed(delivery.countries.map(named))}. ${abroad}`,
  },
  {
    key: 'returns',
    question: 'Can I send something back?',
    variations: [
      'What is your returns policy?',
      'How do I return an item?',
      'I want my money back',
      'refund',
      'how many days to return',
    ],
    answer: `You have ${returnDays} days to send anything back, unused. Write to us first; the label is free, and your money is back within 5 working days of its arrival.`,
  },
  {
    key: 'exchange',
    question: 'Can I exchange it for another colour?',
    variations: ['swap for a different one', 'wrong colour', 'exchange an item'],
    answer:
      'Yes: send it back with the free label and tell us which colour you would like. If that one costs the same, there is nothing to pay.',
  },
  {
    key: 'broken',
    question: 'Something arrived broken. What now?',
    variations: ['my mug is damaged', 'the glass is cracked', 'item missing from my parcel', 'faulty item'],
    answer: `We are sorry. Send a photograph to ${email} within 14 days, and we send a new one or your money back, as you prefer. You need not return the broken one.`,
  },
  {
    key: 'payment',
    question: 'How can I pay?',
    variations: [
      'Do you take PayPal?',
      'payment methods',
      'can I pay by card',
      'do you accept Apple Pay',
      'pay by invoice',
    ],
    answer: `You can pay by ${listed(payment)}. Your card is charged when the parcel leaves.`,
  },
  {
    key: 'gift-wrap',
    question: 'Do you wrap presents?',
    variations: ['gift wrapping', 'can you add a card with a message', 'is it a gift, no invoice please'],
    answer:
      'Yes. We wrap a present for £2.50 and add a card with your words; the prices stay out of the parcel. Write your words into the note of the order.',
  },
  {
    key: 'wholesale',
    question: 'Do you sell to shops?',
    variations: ['wholesale prices', 'bulk order discount', 'trade account', 'buy 100 pieces'],
    answer:
      'Yes. From 48 pieces of one product you get wholesale prices; write to trade@hartleyandwren.example and you have an offer within a working day.',
  },
  {
    key: 'change-order',
    question: 'Can I change or cancel my order?',
    variations: ['cancel order', 'change delivery address', 'I ordered the wrong thing'],
    answer: `As long as it has not left us: write or call with the order number. After that, send it back within ${returnDays} days.`,
  },
  {
    key: 'sold-out',
    question: 'Will something sold out come back?',
    variations: ['when is it back in stock', 'out of stock', 'restock date'],
    answer:
      'Most things come back within two to five weeks. What is no longer made is marked so on its page.',
  },
  {
    key: 'candle-safety',
    question: 'How do I burn a candle safely?',
    variations: ['how long do the candles burn', 'candle care', 'are tealights safe in paper lanterns'],
    answer:
      'Trim the wick to 5 mm, keep the candle out of draughts and never leave it alone. Paper lanterns are for electric tealights only.',
  },
  {
    key: 'dishwasher',
    question: 'Can mugs and plates go into the dishwasher?',
    variations: ['dishwasher safe', 'microwave safe mug', 'how do I clean enamel'],
    answer:
      'Our ceramic mugs and plates may go into the dishwasher. Wash enamel, hand-painted and gilded things by hand, and keep them out of the microwave.',
  },
  {
    key: 'opening-hours',
    question: 'When can I reach you?',
    variations: ['phone number', 'opening hours', 'email address', 'customer service', 'talk to a human'],
    answer: `Monday to Friday from 9 am to 5 pm at ${phone}, or at any time by e-mail to ${email}.`,
  },
  {
    key: 'shop-address',
    question: 'Do you have a shop I can visit?',
    variations: ['where are you located', 'physical store', 'pick up my order', 'click and collect'],
    answer:
      'We send from our warehouse in Leeds and have no shop to visit. Collection is not possible, I am afraid.',
  },
  {
    key: 'privacy',
    question: 'What do you do with my data?',
    variations: ['privacy policy', 'delete my data', 'do you sell my data', 'cookies'],
    answer:
      'We use it to send your order and, if you agree, to show you what fits. We sell nothing to anybody, and delete everything on request.',
  },
];

/**
 * What Shelfwise's assistant is told: without the entries that say what the settings say too, which would contradict
 * them as soon as the owner changes one.
 */
export const assistantFaq = faqEntries.filter(
  ({ key }) => key !== 'delivery-time' && key !== 'delivery-cost',
);
