import { wholesaleFrom } from './dataset.js';

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
      suggestions: [
        'How long does delivery take?',
        'Do you have red mugs under £5?',
        'What goes with this?',
        'Where is my order?',
      ],
    },
    facts: {
      shipping: {
        price: 395,
        freeFrom: 4000,
        daysMin: 2,
        daysMax: 4,
        countries: ['United Kingdom', 'Ireland', 'France', 'Germany', 'Netherlands', 'Belgium', 'Spain'],
        note: 'Outside the United Kingdom delivery costs £9.95 and takes 4 to 8 working days.',
      },
      returns: { days: 30, free: true, address: 'Hartley & Wren, 12 Wharf Street, Leeds LS2 7EQ' },
      payment: { methods: ['Visa', 'Mastercard', 'American Express', 'PayPal', 'Apple Pay'] },
      contact: {
        email: 'hello@hartleyandwren.example',
        phone: '0113 496 0123',
        hours: 'Monday to Friday, 9 am to 5 pm',
        address: '12 Wharf Street, Leeds LS2 7EQ',
      },
    },
    leadTime: { mean: 14, sd: 4 },
    reviewPeriod: 7,
    serviceLevel: 0.95,
  };
}
