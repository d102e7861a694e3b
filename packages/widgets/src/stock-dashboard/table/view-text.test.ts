import { expect } from '@open-wc/testing';
import { viewFromText, viewToText } from './view-text.js';

describe('a view of the stock as text', () => {
  it('leaves out what is as usual', () => {
    expect(viewToText(viewFromText(''))).to.equal('');
    expect(viewToText(viewFromText('sort=risk&order=desc&page=1&pageSize=25'))).to.equal('');
    expect(viewToText(viewFromText('sort=stockLevel&order=asc'))).to.equal('sort=stockLevel');
  });

  it('comes back as it was, whatever is searched for', () => {
    for (const search of ['red & blue = 100 %', 'a?b#c', 'plus + minus', 'tasse été', '#/setup']) {
      const view = { ...viewFromText('status=out&sort=title&order=desc&page=3&pageSize=50'), search };
      expect(viewFromText(viewToText(view))).to.deep.equal(view);
    }
  });

  it('takes what means nothing as usual, and keeps the rest', () => {
    const nonsense = 'status=lost&sort=__proto__&order=up&page=-2&pageSize=7&colour=red&search=mug';
    expect(viewFromText(nonsense)).to.deep.equal({ ...viewFromText(''), search: 'mug' });
    for (const page of ['1.5', '0', 'two', '1e9', '']) expect(viewFromText(`page=${page}`).page).to.equal(1);
    expect(viewFromText(`search=${'x'.repeat(900)}`).search).to.have.lengthOf(200);
  });
});
