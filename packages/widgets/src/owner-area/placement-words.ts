/** Where recommendations show, as owners read it. */
export const placementWords: Record<string, string> = {
  'for-you': 'For you',
  'bought-together': 'Often bought together',
  related: 'Shoppers also viewed',
  similar: 'Similar products',
  trending: 'Popular right now',
  bestsellers: 'Bestsellers',
  'recently-viewed': 'Recently viewed',
  'buy-again': 'Buy again',
  cart: 'Goes with your cart',
};
