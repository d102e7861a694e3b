import { expect, fixture, html } from '@open-wc/testing';
import { openPage, settings, waitUntil } from '../../test/page.js';
import type { MessageLoaders } from './messages.js';
import { MessagesController } from './messages-controller.js';
import { pageContext } from './page-context.js';
import { ShopElement } from './shop-element.js';

const english = { hello: 'Hello {name}', items: { one: '{count} item', other: '{count} items' } };
type TestMessages = typeof english;
const german = { hello: 'Hallo {name}', items: { one: '{count} Stück', other: '{count} Stücke' } };

let asked: string[] = [];
let answers: Record<string, () => Promise<TestMessages>>;

/** New loaders for every test, because arrived messages are kept by loader. */
function testMessages(): MessageLoaders<TestMessages> {
  const load = (language: string) => async () => {
    asked.push(language);
    const answer = answers[language];
    if (!answer) throw new Error(`no chunk ${language}`);
    return { messages: await answer() };
  };
  return { en: load('en'), de: load('de'), fr: load('fr'), es: load('es'), nl: load('nl'), ar: load('ar') };
}

let loaders: MessageLoaders<TestMessages>;

class WordedElement extends ShopElement {
  readonly words = new MessagesController<TestMessages>(this, 'worded-element', [loaders]);
  readonly shown: string[] = [];
  protected override render() {
    const text = this.words.text('hello', { name: 'Ada' });
    if (text !== this.shown.at(-1)) this.shown.push(text);
    return html`<p>${text}</p>`;
  }
}
WordedElement.define('worded-element');

const worded = (place = html`<worded-element></worded-element>`) => fixture<HTMLElement>(place);
const elementIn = (place: HTMLElement) =>
  (place.localName === 'worded-element' ? place : place.querySelector('worded-element')) as WordedElement;

describe('MessagesController', () => {
  beforeEach(() => {
    asked = [];
    answers = { en: () => Promise.resolve(english), de: () => Promise.resolve(german) };
    loaders = testMessages();
    document.documentElement.removeAttribute('lang');
    openPage('ok');
  });

  it('loads the language of the element alone, and shows no other before', async () => {
    const element = elementIn(await worded(html`<div lang="de-AT"><worded-element></worded-element></div>`));
    await element.words.ready;
    await element.updateComplete;
    expect(element.shown).to.deep.equal(['', 'Hallo Ada']);
    expect(asked).to.deep.equal(['de']);
  });

  it('uses the language of the shop where the page names none', async () => {
    pageContext().update({ settings: { ...settings, locale: 'de-DE' } });
    const element = elementIn(await worded());
    await element.words.ready;
    expect(asked).to.deep.equal(['de']);
  });

  it('waits for the settings to know the language, and for no longer than they may replace words', async () => {
    pageContext().update({ settings: undefined });
    const element = elementIn(await worded());
    await element.updateComplete;
    expect(asked).to.deep.equal([]);
    pageContext().update({ settings: { ...settings, locale: 'de-DE' } });
    await element.words.ready;
    expect(asked).to.deep.equal(['de']);
  });

  it('is worded in English where the language is not offered, and writes numbers as the page does', async () => {
    const element = elementIn(await worded(html`<div lang="pl"><worded-element></worded-element></div>`));
    await element.words.ready;
    expect(asked).to.deep.equal(['en']);
    expect(element.words.text('items', { count: 2 })).to.equal('2 items');
    expect(element.words.number(0.5)).to.equal('0,5');
  });

  it('follows a change of the language, and keeps its words until the others are there', async () => {
    const place = await worded(html`<div lang="en"><worded-element></worded-element></div>`);
    const element = elementIn(place);
    await element.words.ready;
    place.lang = 'de';
    await waitUntil(() => element.words.language === 'de');
    await element.updateComplete;
    expect(element.shown).to.deep.equal(['', 'Hello Ada', 'Hallo Ada']);
  });

  it('shows the last language asked for, however late the first arrives', async () => {
    let arrive!: (messages: TestMessages) => void;
    answers.de = () => new Promise((resolve) => (arrive = resolve));
    const place = await worded(html`<div lang="de"><worded-element></worded-element></div>`);
    const element = elementIn(place);
    place.lang = 'en';
    await waitUntil(() => element.words.language === 'en');
    arrive(german);
    await element.updateComplete;
    expect(element.words.text('hello', { name: 'Ada' })).to.equal('Hello Ada');
  });

  it('has its words at once when they are there already', async () => {
    const first = elementIn(await worded());
    await first.words.ready;
    const second = elementIn(await worded());
    expect(second.shown).to.deep.equal(['Hello Ada']);
  });

  it('falls back to English when a language cannot be loaded', async () => {
    const element = elementIn(await worded(html`<div lang="fr"><worded-element></worded-element></div>`));
    await element.words.ready;
    expect(asked).to.deep.equal(['fr', 'en']);
    expect(element.words.text('hello', { name: 'Ada' })).to.equal('Hello Ada');
  });

  it('breaks nothing when no language can be loaded', async () => {
    answers = {};
    const errors: unknown[] = [];
    const note = (event: Event) => errors.push(event);
    document.addEventListener('shop-error', note);
    const element = elementIn(await worded());
    await element.words.ready;
    document.removeEventListener('shop-error', note);
    expect(errors).to.have.length(1);
    expect(element.words.text('hello')).to.equal('');
  });

  it('takes the words of the shop, except unknown names and texts with unknown placeholders', async () => {
    const replaced = {
      'worded-element.hello': 'Welcome, {name}!',
      'worded-element.items': '{number} things',
      'worded-element.unknown': 'x',
      'other-element.hello': 'y',
    };
    pageContext().update({ settings: { ...settings, messages: { en: replaced } } });
    const element = elementIn(await worded());
    await element.words.ready;
    expect(element.words.text('hello', { name: 'Ada' })).to.equal('Welcome, Ada!');
    expect(element.words.text('items', { count: 1 })).to.equal('1 item');
  });
});
