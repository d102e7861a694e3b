import { expect } from '@open-wc/testing';
import { consentTo } from '../internal/consent.js';
import { consentOf } from './consent-of.js';
import { identify, remember } from './identity.js';

const stored = () => [...Object.keys(localStorage), ...Object.keys(sessionStorage)];

describe('identify(consent)', () => {
  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });

  it('stores nothing and knows nobody without consent', () => {
    expect(identify(consentTo(false))).to.deep.equal({ visitor: undefined, session: undefined, recent: [] });
    expect(remember(['A'], 'B', consentTo(false))).to.deep.equal([]);
    expect(stored()).to.deep.equal([]);
  });

  it('knows a visitor and a visit again after consent', () => {
    const first = identify(consentTo(true));
    expect(first.visitor).to.match(/^[\w-]{16,64}$/);
    expect(identify(consentTo(true))).to.deep.equal(first);
    sessionStorage.clear();
    expect(identify(consentTo(true)).visitor).to.equal(first.visitor);
    expect(identify(consentTo(true)).session).not.to.equal(first.session);
  });

  it('takes away what was stored when consent is withdrawn', () => {
    identify(consentTo(true));
    remember([], 'A', consentTo(true));
    identify(consentTo(false));
    expect(stored()).to.deep.equal([]);
  });

  it('replaces a stored key that is none of ours', () => {
    localStorage.setItem('shelfwise.visitor', '<script>');
    expect(identify(consentTo(true)).visitor).to.match(/^[\w-]{16,64}$/);
  });

  it('keeps the last fifty products of a visit, each once, the latest last', () => {
    let recent: string[] = [];
    for (let n = 0; n < 60; n++) recent = remember(recent, `P${n}`, consentTo(true));
    recent = remember(recent, 'P20', consentTo(true));
    expect(recent).to.have.length(50);
    expect(recent.at(-1)).to.equal('P20');
    expect(recent.filter((product) => product === 'P20')).to.have.length(1);
    expect(identify(consentTo(true)).recent).to.deep.equal(recent);
  });
});

describe('consentOf(said, before)', () => {
  it('reads true as everything and anything else that is no object as nothing', () => {
    expect(consentOf(true, consentTo(false))).to.deep.equal(consentTo(true));
    for (const said of [false, 'yes', 1, null, undefined]) {
      expect(consentOf(said, consentTo(true))).to.deep.equal(consentTo(false));
    }
  });

  it('changes only the parts that are named, and grants only by true', () => {
    expect(consentOf({ analytics: true }, consentTo(false))).to.deep.equal({
      analytics: true,
      personalization: false,
      functionality: false,
    });
    expect(consentOf({ analytics: 'yes' }, consentTo(true)).analytics).to.equal(false);
  });
});
