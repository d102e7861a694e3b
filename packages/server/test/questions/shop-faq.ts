/** An FAQ as a shop of gifts and homeware would write it. For tests. */
export const shopFaq = [
  {
    key: 'gift-wrap',
    question: 'Do you wrap presents?',
    variations: ['gift wrapping', 'can you add a card with a message', 'is it a gift, no invoice please'],
    answer: 'Yes. We wrap a present for £2.50 and add a card with your words.',
  },
  {
    key: 'wholesale',
    question: 'Do you sell to shops?',
    variations: ['wholesale prices', 'bulk order discount', 'trade account', 'buy 100 pieces'],
    answer: 'Yes. From 48 pieces of one product you get wholesale prices; write to us and you have an offer.',
  },
  {
    key: 'exchange',
    question: 'Can I exchange it for another colour?',
    variations: ['swap for a different one', 'wrong colour', 'exchange an item'],
    answer: 'Yes: send it back with the free label and tell us which colour you would like.',
  },
  {
    key: 'change-order',
    question: 'Can I change or cancel my order?',
    variations: ['cancel order', 'change delivery address', 'I ordered the wrong thing'],
    answer: 'As long as it has not left us: write or call with the order number.',
  },
  {
    key: 'sold-out',
    question: 'Will something sold out come back?',
    variations: ['when is it back in stock', 'out of stock', 'restock date'],
    answer: 'Most things come back within two to five weeks.',
  },
  {
    key: 'candle-safety',
    question: 'How do I burn a candle safely?',
    variations: ['how long do the candles burn', 'candle care', 'are tealights safe in paper lanterns'],
    answer: 'Trim the wick to 5 mm, keep the candle out of draughts and never leave it alone.',
  },
  {
    key: 'dishwasher',
    question: 'Can mugs and plates go into the dishwasher?',
    variations: ['dishwasher safe', 'microwave safe mug', 'how do I clean enamel'],
    answer: 'Our ceramic mugs and plates may go into the dishwasher. Wash enamel by hand.',
  },
  {
    key: 'shop-address',
    question: 'Do you have a shop I can visit?',
    variations: ['where are you located', 'physical store', 'pick up my order', 'click and collect'],
    answer: 'We send from our warehouse in Leeds and have no shop to visit. Collection is not possible.',
  },
  {
    key: 'privacy',
    question: 'What do you do with my data?',
    variations: ['privacy policy', 'delete my data', 'do you sell my data', 'cookies'],
    answer:
      'We use it to send your order and, if you agree, to show you what fits. We sell nothing to anybody.',
  },
  {
    key: 'abroad',
    question: 'Do you deliver abroad?',
    variations: ['Do you ship to Germany?', 'international shipping', 'shipping outside the UK'],
    answer:
      'We deliver to Ireland, France and Germany too. There delivery costs £9.95 and takes 4 to 8 working days.',
  },
];
