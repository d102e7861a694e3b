/** Texts of a row of recommendations. Placements have the title of their row. */
export const messages = {
  'for-you': 'Picked for you',
  'bought-together': 'Often bought together',
  related: 'You may also like',
  similar: 'Similar products',
  'trending.title': 'Popular right now',
  bestsellers: 'Bestsellers',
  'recently-viewed.title': 'You looked at these',
  'buy-again': 'Buy again',
  cart: 'Goes with your cart',
  loading: 'Loading products',
  empty: 'Nothing to suggest right now.',
  error: 'Suggestions could not be loaded.',
  retry: 'Try again',
  previous: 'Show previous products',
  next: 'Show more products',
};
