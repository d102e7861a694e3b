import { expect } from '@open-wc/testing';
import { createAttribution } from './attribution.js';
import { consentTo } from '../internal/consent.js';

describe('createAttribution()', () => {
  beforeEach(() => sessionStorage.clear());

  it('remembers the last click on a product, on this page alone without consent', () => {
    const attribution = createAttribution();
    attribution.setConsent(consentTo(false));
    attribution.clicked('A', 'r-1');
    attribution.clicked('A', 'r-2');
    expect(attribution.requestOf('A')).to.equal('r-2');
    expect(attribution.requestOf('B')).to.equal(undefined);
    expect(sessionStorage.length).to.equal(0);
    expect(createAttribution().requestOf('A')).to.equal(undefined);
  });

  it('remembers over pages of a visit after consent, also what was clicked before it', () => {
    const first = createAttribution();
    first.clicked('22423', 'r-1');
    first.setConsent(consentTo(true));
    first.clicked('A', 'r-2');
    const next = createAttribution();
    next.setConsent(consentTo(true));
    expect([next.requestOf('22423'), next.requestOf('A')]).to.deep.equal(['r-1', 'r-2']);
    next.setConsent(consentTo(false));
    expect(sessionStorage.length).to.equal(0);
  });

  it('stores the thirty latest, and begins anew when what is stored is none of its own', () => {
    sessionStorage.setItem('shelfwise.clicks', '{"not":');
    const attribution = createAttribution();
    attribution.setConsent(consentTo(true));
    for (let n = 0; n < 40; n++) attribution.clicked(`P${n}`, `r-${n}`);
    const next = createAttribution();
    next.setConsent(consentTo(true));
    expect([next.requestOf('P9'), next.requestOf('P39')]).to.deep.equal([undefined, 'r-39']);
  });
});
