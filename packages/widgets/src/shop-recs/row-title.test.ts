import { expect } from '@open-wc/testing';
import type { Placement, Reason } from '@shelfwise/core/wire';
import { createLocalizer } from '../internal/localizer.js';
import { rowTitle } from './row-title.js';
import { messages } from './shop-recs.messages.js';

const titleOf = (placement: Placement, filledBy: Placement, reason?: Reason) =>
  rowTitle(
    placement,
    { requestId: 'r', placement, filledBy, personal: false, ...(reason && { reason }), items: [] },
    createLocalizer('en', messages),
  );

describe('rowTitle()', () => {
  it('says why the row is shown, else what it is', () => {
    expect(titleOf('related', 'related', { code: 'bought-with', product: 'Teapot' })).to.equal(
      'Often bought with Teapot',
    );
    expect(titleOf('for-you', 'trending')).to.equal('Popular right now');
  });

  it('speaks of several products', () => {
    expect(titleOf('for-you', 'bestsellers', { code: 'bestseller' })).to.equal('Bestsellers');
    expect(titleOf('buy-again', 'buy-again', { code: 'bought-before' })).to.equal('Buy again');
    expect(titleOf('recently-viewed', 'recently-viewed', { code: 'recently-viewed' })).to.equal(
      'You looked at these',
    );
  });
});
