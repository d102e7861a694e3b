import { giftShopFacts } from '../shop/facts.js';
import { proposedQuestions } from '../shop/proposed-questions.js';
import { wholesaleFrom } from './dataset.js';
import { abroad } from './faq.js';

/** What this shop tells Shelfwise about itself: `PATCH /v1/shop`. Money in pence. */
export function shopSettings(allowedOrigins: string[], isDemo: boolean): Record<string, unknown> {
  // Of an owner's own shop only its orders are known: delivery, returns and the like are theirs to tell.
  if (!isDemo) {
    return {
      name: 'My shop',
      locale: 'en-GB',
      allowedOrigins,
      stockSource: 'orders',
      consentDefault: 'denied',
      // Without it the chat would bear the shop's technical name.
      chat: {
        enabled: true,
        title: 'Ask us anything',
        greeting: 'Hello! I can find products and say what goes together.',
        suggestions: proposedQuestions.inOwnChat,
      },
    };
  }
  return {
    name: 'Hartley & Wren',
    locale: 'en-GB',
    allowedOrigins,
    stockSource: 'orders',
    consentDefault: 'denied',
    wholesaleFrom,
    chat: {
      enabled: true,
      title: 'Ask us anything',
      greeting:
        'Hello! I can find products, say what goes together, and answer questions about delivery, returns and your order.',
      suggestions: proposedQuestions.inChat,
    },
    facts: {
      shipping: {
        ...giftShopFacts.delivery,
        note: abroad,
      },
      returns: {
        days: giftShopFacts.returnDays,
        free: true,
        address: `Hartley & Wren, ${giftShopFacts.address}`,
      },
      payment: { methods: giftShopFacts.payment },
      contact: {
        email: giftShopFacts.email,
        phone: giftShopFacts.phone,
        hours: 'Monday to Friday, 9 am to 5 pm',
        address: giftShopFacts.address,
      },
    },
    leadTime: { mean: 14, sd: 4 },
    reviewPeriod: 7,
    serviceLevel: 0.95,
  };
}
