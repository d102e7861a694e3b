import { expect, fixture, html } from '@open-wc/testing';
import { shopperLanguages } from '../../../core/src/wire/languages.js';
import { englishLeft, wordsOf } from '../../test/english-left.js';
import { openPage, settings, waitUntil } from '../../test/page.js';
import { cards, loaded, shadow } from '../../test/recs-page.js';
import { pageContext } from '../internal/page-context.js';
import { cardMessages } from '../parts/product-card/card-messages.js';
import { recsMessages } from './recs-messages.js';
import type { ShopRecs } from './shop-recs.js';

async function messagesIn(language: (typeof shopperLanguages)[number]) {
  const [row, card] = await Promise.all([recsMessages[language](), cardMessages[language]()]);
  return { ...card.messages, ...row.messages };
}

describe('<shop-recs> in other languages', () => {
  for (const language of shopperLanguages) {
    it(`leaves no English in ${language}: loading, with products, empty and after an error`, async () => {
      const [english, own] = [await messagesIn('en'), await messagesIn(language)];
      for (const scenario of ['slow', 'ok', 'odd', 'empty', 'error']) {
        openPage(scenario);
        const row = await fixture<ShopRecs>(html`<shop-recs lang=${language}></shop-recs>`);
        if (scenario === 'ok' || scenario === 'odd') await loaded(row);
        if (scenario === 'empty' || scenario === 'error')
          await waitUntil(() => shadow(row).querySelector('.message span')?.textContent, scenario);
        await waitUntil(() => wordsOf(row).length > 0, scenario);
        expect(englishLeft(row, english, own), scenario).to.deep.equal([]);
        expect(wordsOf(row), scenario).to.include(scenario === 'ok' ? own.add : own['for-you']);
        row.remove();
      }
    });
  }

  it('writes prices as the language does', async () => {
    openPage('ok');
    const row = await loaded(await fixture<ShopRecs>(html`<shop-recs lang="de" limit="1"></shop-recs>`));
    expect(cards(row)[0]!.querySelector('ins')!.textContent.replace(/\s/g, ' ')).to.equal('9,95 £');
  });

  it('says the same in the words of the shop', async () => {
    openPage('ok');
    const messages = { de: { 'shop-recs.add': 'Einpacken', 'shop-recs.for-you': 'Nur für dich' } };
    pageContext().update({ settings: { ...settings, messages } });
    const row = await loaded(await fixture<ShopRecs>(html`<shop-recs lang="de" limit="1"></shop-recs>`));
    expect(shadow(row).querySelector('h2')!.textContent).to.equal('Nur für dich');
    expect(cards(row)[0]!.querySelector('[part=add]')!.textContent.trim()).to.equal('Einpacken');
  });

  it('shows its title in its place when the words come, and moves nothing', async () => {
    openPage('ok');
    pageContext().update({ settings: undefined });
    const row = await fixture<ShopRecs>(html`<shop-recs lang="fr" limit="2"></shop-recs>`);
    const top = () => shadow(row).querySelector('ul')!.getBoundingClientRect().top - row.offsetTop;
    const before = [top(), row.offsetHeight];
    expect(wordsOf(row)).to.deep.equal([]);
    pageContext().update({ settings });
    await loaded(row);
    expect([top(), row.offsetHeight]).to.deep.equal(before);
  });

  it('points its buttons the other way and is accessible where text runs from right to left', async () => {
    openPage('ok');
    const page = await fixture(html`<div dir="rtl" lang="ar"><shop-recs limit="20"></shop-recs></div>`);
    const row = await loaded(page.querySelector('shop-recs')!);
    const [previous, next] = [...shadow(row).querySelectorAll('.move')].map((button) =>
      button.getBoundingClientRect(),
    );
    expect(previous!.left).to.be.greaterThan(next!.left);
    const arrow = shadow(row).querySelector('[part=next] .icon')!;
    expect(getComputedStyle(arrow).transform).to.equal('matrix(-1, 0, 0, 1, 0, 0)');
    const [first, second] = cards(row).map((card) => card.getBoundingClientRect());
    expect(first!.left).to.be.greaterThan(second!.left);
    await expect(row).to.be.accessible();
  });
});
