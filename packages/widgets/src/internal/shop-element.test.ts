import { expect, fixture, html } from '@open-wc/testing';
import { openPage } from '../../test/page.js';
import type { ShopErrorEvent } from '../events/shop-error-event.js';
import { pageContext } from './page-context.js';
import { ShopElement } from './shop-element.js';

class FragileElement extends ShopElement {
  isBroken = false;
  protected override render() {
    if (this.isBroken) throw new Error('broken');
    return html`<p>${this.locale}</p>`;
  }
}
FragileElement.define('fragile-element');

const text = (element: Element) => element.shadowRoot!.textContent;

describe('ShopElement', () => {
  it('keeps an error inside, tells it by an event and goes on afterwards', async () => {
    const element = await fixture<FragileElement>('<fragile-element></fragile-element>');
    const told: unknown[] = [];
    document.addEventListener('shop-error', (event: ShopErrorEvent) => told.push(event.detail.error), {
      once: true,
    });
    element.isBroken = true;
    element.requestUpdate();
    await element.updateComplete;
    expect(String(told)).to.equal('Error: broken');
    element.isBroken = false;
    openPage('ok');
    element.requestUpdate();
    await element.updateComplete;
    expect(text(element)).to.equal('en-GB');
  });

  it('speaks the language of where it stands, else of the shop', async () => {
    openPage('ok');
    const page = await fixture('<div lang="de"><fragile-element></fragile-element></div>');
    expect(text(page.firstElementChild!)).to.equal('de');
    const plain = await fixture('<div lang="en"><fragile-element></fragile-element></div>');
    expect(text(plain.firstElementChild!)).to.equal('en-GB');
  });

  it('does not define a tag a second time', () => {
    class Other extends ShopElement {}
    expect(() => Other.define('fragile-element')).not.to.throw();
    expect(customElements.get('fragile-element')).to.equal(FragileElement);
  });

  it('stops listening to the page when it is taken away', async () => {
    const element = await fixture<FragileElement>('<fragile-element></fragile-element>');
    element.remove();
    pageContext().update({ cart: ['X'] });
    expect(element.isUpdatePending).to.equal(false);
  });
});
