import { expect, fixture, html, waitUntil as waitUntilWithin } from '@open-wc/testing';
import { shopperLanguages } from '../../../core/src/wire/languages.js';
import { englishLeft, wordsOf } from '../../test/english-left.js';
import { openPage, settings, waitUntil } from '../../test/page.js';
import { cardMessages } from '../parts/product-card/card-messages.js';
import { chatMessages } from './chat-messages.js';
import './shop-chat.js';
import type { ShopChat } from './shop-chat.js';

const inChat = <E extends Element>(chat: ShopChat, selector: string) =>
  chat.shadowRoot!.querySelector<E>(selector);
const inPanel = <E extends Element>(chat: ShopChat, selector: string) =>
  inChat(chat, 'shop-chat-panel')?.shadowRoot!.querySelector<E>(selector);

/** A shop that words neither the title nor the greeting of its chat. */
const wordless = { ...settings, chat: { enabled: true, suggestions: [] } };

async function openedIn(language: string, direction: string): Promise<ShopChat> {
  const page = await fixture(html`<div lang=${language} dir=${direction}><shop-chat></shop-chat></div>`);
  const chat = page.querySelector('shop-chat')!;
  await waitUntil(() => inChat(chat, 'button'), 'the button comes');
  inChat<HTMLButtonElement>(chat, 'button')!.click();
  await waitUntil(() => inPanel(chat, 'textarea'), 'the panel opens');
  return chat;
}

async function ask(chat: ShopChat) {
  inPanel<HTMLTextAreaElement>(chat, 'textarea')!.value = 'mugs';
  inPanel<HTMLFormElement>(chat, 'form')!.requestSubmit();
  // A message that is not sent is tried again for some seconds first.
  await waitUntilWithin(() => inPanel(chat, '.reply, .state button'), 'an answer', { timeout: 20_000 });
}

describe('<shop-chat> in other languages', () => {
  for (const language of shopperLanguages) {
    it(`leaves no English in ${language}: closed, open, answered, and not sent`, async () => {
      const load = async (wanted: typeof language) => {
        const [chat, card] = await Promise.all([chatMessages[wanted](), cardMessages[wanted]()]);
        return { ...card.messages, ...chat.messages };
      };
      const [english, own] = [await load('en'), await load(language)];
      for (const scenario of ['ok', 'error']) {
        openPage(scenario, { settings: wordless });
        const chat = await openedIn(language, 'auto');
        expect(wordsOf(chat)).to.include.members([own.title, own.greeting, own.input]);
        await ask(chat);
        expect(englishLeft(chat, english, own), scenario).to.deep.equal([]);
        chat.remove();
      }
    }).timeout(30_000);
  }

  it('stands at the other side, with its arrow turned, where text runs from right to left', async () => {
    openPage('ok', { settings: wordless });
    const chat = await openedIn('ar', 'rtl');
    await ask(chat);
    const button = inChat(chat, 'button')!.getBoundingClientRect();
    expect(button.left).to.be.lessThan(innerWidth - button.right);
    const panel = inPanel(chat, 'dialog')!.getBoundingClientRect();
    expect(panel.left).to.be.lessThan(innerWidth - panel.right + 1);
    expect(getComputedStyle(inPanel(chat, '.send .icon')!).transform).to.equal('matrix(-1, 0, 0, 1, 0, 0)');
    const own = inPanel(chat, '.shopper .bubble')!.getBoundingClientRect();
    const theirs = inPanel(chat, '.assistant .bubble')!.getBoundingClientRect();
    expect(own.left).to.be.lessThan(theirs.left);
    expect(own.right).to.be.lessThan(theirs.right);
    await expect(chat).to.be.accessible();
  });
});
