/** Where recommendations show, and what else may fill a row, as owners read it. */
export const placementWords: Record<string, string> = {
  'for-you': 'For you',
  'bought-together': 'Often bought together',
  related: 'You may also like',
  similar: 'Similar products',
  trending: 'Popular right now',
  bestsellers: 'Bestsellers',
  'recently-viewed': 'Recently viewed',
  'buy-again': 'Buy again',
  cart: 'Goes with your cart',
  'most-viewed': 'Often looked at',
  new: 'New products',
  'more-from-shop': 'More from this shop',
};
