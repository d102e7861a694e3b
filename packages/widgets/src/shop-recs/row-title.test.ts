import { expect } from '@open-wc/testing';
import type { Placement, Reason } from '@shelfwise/core/wire';
import { Localizer } from '../internal/localizer.js';
import { messages as card } from '../parts/product-card/messages/en.js';
import { messages as row } from './messages/en.js';
import type { RecsMessages } from './recs-messages.js';
import { rowTitle } from './row-title.js';

const titleOf = (placement: Placement, filledBy: Placement, reason?: Reason) =>
  rowTitle(
    placement,
    { requestId: 'r', placement, filledBy, personal: false, ...(reason && { reason }), items: [] },
    new Localizer<RecsMessages>({ locale: 'en', messages: { ...card, ...row } }),
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
