import { expect, fixture, html } from '@open-wc/testing';
import { resetMouse, sendKeys, setViewport } from '@web/test-runner-commands';
import { openPage, requestsOf, settings, waitUntil } from '../../test/page.js';
import { pageContext } from '../internal/page-context.js';
import type { ShopChatPanel } from './chat-panel.js';
import { forgetConversation } from './conversation-memory.js';
import './shop-chat.js';
import type { ShopChat } from './shop-chat.js';

const button = (chat: ShopChat) => chat.shadowRoot!.querySelector<HTMLButtonElement>('[part=button]')!;
const panelOf = (chat: ShopChat) => chat.shadowRoot!.querySelector<ShopChatPanel>('shop-chat-panel')!;
const inPanel = <E extends Element>(chat: ShopChat, selector: string) =>
  panelOf(chat).shadowRoot!.querySelector<E>(selector)!;
const bubbles = (chat: ShopChat) =>
  [...panelOf(chat).shadowRoot!.querySelectorAll('.entry:not([aria-hidden]) .bubble')].map((bubble) =>
    bubble.textContent.replace(/\s+/g, ' ').trim(),
  );
const dialog = (chat: ShopChat) => inPanel<HTMLDialogElement>(chat, 'dialog');

/** A chat whose button is there: it comes with its words. */
async function closed(): Promise<ShopChat> {
  const chat = await fixture<ShopChat>(html`<shop-chat></shop-chat>`);
  await waitUntil(() => button(chat), 'the button comes');
  return chat;
}

async function opened(): Promise<ShopChat> {
  const chat = await closed();
  button(chat).click();
  await waitUntil(() => panelOf(chat) && dialog(chat).open, 'the panel opens');
  return chat;
}

async function say(chat: ShopChat, text: string) {
  inPanel<HTMLTextAreaElement>(chat, 'textarea').value = text;
  inPanel<HTMLFormElement>(chat, 'form').requestSubmit();
  await waitUntil(() => bubbles(chat).includes(`You said: ${text}`), `an answer to ${text}`);
  await waitUntil(() => inPanel(chat, '.reply'), 'quick replies');
}

const agreed = { consent: { analytics: false, personalization: false, functionality: true } };

describe('<shop-chat>', () => {
  beforeEach(() => {
    openPage('ok');
    forgetConversation();
    localStorage.clear();
    sessionStorage.clear();
  });

  it('is accessible closed, open and after an answer of every kind', async () => {
    openPage('ok');
    const chatBefore = await closed();
    await expect(chatBefore).to.be.accessible();
    chatBefore.remove();
    const chat = await opened();
    await expect(chat).to.be.accessible();
    await say(chat, 'hello');
    await expect(chat).to.be.accessible();
  });

  it('is not there when the shop has switched it off', async () => {
    openPage('ok', { settings: { ...settings, chat: { ...settings.chat, enabled: false } } });
    const chat = await fixture<ShopChat>(html`<shop-chat></shop-chat>`);
    expect(button(chat)).to.equal(null);
  });

  it('moves the focus into the panel, and back when Escape closes it', async () => {
    openPage('ok');
    const chat = await opened();
    await waitUntil(() => panelOf(chat).shadowRoot!.activeElement?.localName === 'textarea');
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !dialog(chat).open);
    expect(chat.open).to.equal(false);
    await waitUntil(() => chat.shadowRoot!.activeElement === button(chat));
  });

  it('shows each kind of message, and announces finished ones only', async () => {
    openPage('ok');
    const chat = await opened();
    await say(chat, '<img src=x onerror=alert(1)>');
    expect(bubbles(chat).slice(0, 3)).to.deep.equal([
      'Hello! What are you looking for?',
      '<img src=x onerror=alert(1)>',
      'You said: <img src=x onerror=alert(1)>',
    ]);
    const log = inPanel(chat, '[role=log]');
    expect(log.querySelectorAll('.products li')).to.have.length(3);
    expect(log.querySelector('a[href="/delivery"]')!.textContent).to.equal('Delivery');
    expect(log.textContent).to.include('Order A-1: on its way').and.to.include('Expected on 1 December 2026');
    expect(log.querySelector('a[href="mailto:help@shop.example"]')).to.not.equal(null);
    expect(log.querySelector('a[href="tel:+44123"]')).to.not.equal(null);
    expect(log.querySelector('[onerror]')).to.equal(null);
    await waitUntil(() => log.getAttribute('aria-busy') === 'false');
    expect(log.querySelector('[aria-hidden=true].entry')).to.equal(null);
  });

  it('sends the payload of a quick reply and shows its title', async () => {
    const key = openPage('ok', { product: 'P-1', cart: ['P-2'] });
    const chat = await opened();
    await say(chat, 'hello');
    inPanel<HTMLButtonElement>(chat, '.reply').click();
    await waitUntil(() => bubbles(chat).includes('You said: /choose_red'));
    expect(bubbles(chat)).to.include('Red ones');
    const [first, second] = (await requestsOf(key)).filter(({ path }) => path === '/v1/chat/messages');
    expect(first!.type).to.match(/^text\/plain/);
    expect(first!.body.page).to.deep.equal({ product: 'P-1', cart: ['P-2'] });
    expect(second!.body.payload).to.equal('/choose_red');
    expect(second!.body.conversation).to.equal(`conversation-${first!.body.messageId as string}`);
  });

  it('offers the shop’s suggestions before anything is said', async () => {
    openPage('ok');
    const chat = await opened();
    inPanel<HTMLButtonElement>(chat, '.reply').click();
    await waitUntil(() => bubbles(chat).includes('You said: How long does delivery take?'));
  });

  it('sends a message again under the same id when the server fails, and shows it once', async () => {
    const key = openPage('flaky');
    const chat = await opened();
    inPanel<HTMLTextAreaElement>(chat, 'textarea').value = 'again';
    inPanel<HTMLFormElement>(chat, 'form').requestSubmit();
    await waitUntil(() => bubbles(chat).includes('You said: again'), 'answer');
    expect(bubbles(chat).filter((text) => text === 'again')).to.have.length(1);
    const sent = (await requestsOf(key)).map(({ body }) => body.messageId as string);
    expect(sent).to.have.length(2);
    expect(sent[0]).to.equal(sent[1]);
  });

  it('lets the shopper try again when a message cannot be sent', async () => {
    openPage('error');
    const chat = await opened();
    inPanel<HTMLTextAreaElement>(chat, 'textarea').value = 'hello?';
    inPanel<HTMLFormElement>(chat, 'form').requestSubmit();
    await waitUntil(() => inPanel(chat, '.state button'), 'a way to try again');
    await expect(chat).to.be.accessible();
    openPage('ok');
    inPanel<HTMLButtonElement>(chat, '.state button').click();
    await waitUntil(() => bubbles(chat).includes('You said: hello?'));
    expect(inPanel(chat, '.state')).to.equal(null);
  });

  it('goes on after a page change for those who agreed: closed, not loaded, and told by the button', async () => {
    openPage('ok', agreed);
    const before = await opened();
    expect(button(before).getAttribute('aria-label')).to.equal('Ask us');
    await say(before, 'first page');
    const said = bubbles(before);
    before.remove();
    const after = await closed();
    expect(after.open).to.equal(false);
    expect(panelOf(after)).to.equal(null);
    expect(button(after).getAttribute('aria-label')).to.equal('Ask us: your conversation goes on');
    expect(getComputedStyle(button(after), '::after').content).to.equal('""');
    await expect(after).to.be.accessible();
    button(after).click();
    await waitUntil(() => panelOf(after) && bubbles(after).length === said.length, 'the history is back');
    expect(bubbles(after)).to.deep.equal(said);
    expect(button(after).getAttribute('aria-label')).to.equal('Ask us');
  });

  it('tells by its button of what came while the panel was closed, until it is opened', async () => {
    openPage('ok', agreed);
    const chat = await opened();
    inPanel<HTMLTextAreaElement>(chat, 'textarea').value = 'hello';
    inPanel<HTMLFormElement>(chat, 'form').requestSubmit();
    button(chat).click();
    const name = () => button(chat).getAttribute('aria-label');
    await waitUntil(() => name() === 'Ask us: news in your conversation');
    await expect(chat).to.be.accessible();
    button(chat).click();
    await waitUntil(() => dialog(chat).open);
    button(chat).click();
    await waitUntil(() => !dialog(chat).open);
    expect(name()).to.equal('Ask us: your conversation goes on');
  });

  it('brings back the end of a long conversation at once, and what is older on demand', async () => {
    openPage('ok', agreed);
    const before = await opened();
    for (let n = 1; n <= 16; n++) await say(before, `question ${n}`);
    const said = bubbles(before);
    before.remove();
    const after = await opened();
    await waitUntil(() => bubbles(after).includes('question 16'), 'the end is back');
    expect(bubbles(after)).not.to.include('question 1');
    await expect(after).to.be.accessible();
    inPanel<HTMLButtonElement>(after, '.log .earlier').click();
    await waitUntil(() => bubbles(after).includes('question 1'), 'the beginning is back');
    expect(bubbles(after)).to.deep.equal(said);
    expect(inPanel(after, '.log .earlier')).to.equal(null);
    expect(panelOf(after).shadowRoot!.activeElement).to.equal(inPanel(after, '.log'));
  });

  it('finds what was not answered at the end of a long conversation, and shows it once', async () => {
    openPage('ok', { ...agreed, visitor: 'v'.repeat(22) });
    const before = await opened();
    for (let n = 1; n <= 31; n++) await say(before, `question ${n}`);
    before.remove();
    const kept = JSON.parse(localStorage.getItem('shelfwise.chat')!) as object;
    const unsent = { messageId: crypto.randomUUID(), text: 'question 31', by: 'v'.repeat(22) };
    localStorage.setItem('shelfwise.chat', JSON.stringify({ ...kept, unsent }));
    const after = await closed();
    await waitUntil(() => panelOf(after) && bubbles(after).includes('You said: question 31'), 'its answer');
    expect(bubbles(after).filter((text) => text === 'question 31')).to.have.length(1);
  });

  it('says nothing of a conversation that was left days ago, and still has it', async () => {
    openPage('ok', agreed);
    const before = await opened();
    await say(before, 'last week');
    before.remove();
    const kept = JSON.parse(localStorage.getItem('shelfwise.chat')!) as { answeredAt: number };
    const answeredAt = kept.answeredAt - 7 * 86_400_000;
    localStorage.setItem('shelfwise.chat', JSON.stringify({ ...kept, answeredAt }));
    const after = await opened();
    expect(after.shadowRoot!.querySelector('[data-sign]')).to.equal(null);
    await waitUntil(() => bubbles(after).includes('last week'), 'the history is back');
  });

  it('stores nothing without consent, and keeps the conversation while the page lives', async () => {
    openPage('ok');
    const chat = await opened();
    await say(chat, 'no traces');
    expect(localStorage).to.have.length(0);
    expect(sessionStorage).to.have.length(0);
    button(chat).click();
    await waitUntil(() => !dialog(chat).open);
    button(chat).click();
    await waitUntil(() => dialog(chat).open);
    expect(bubbles(chat)).to.include('no traces');
  });

  it('is erased on demand, on the server and in the browser, and begins anew', async () => {
    const key = openPage('ok', agreed);
    const chat = await opened();
    await say(chat, 'forget me');
    const { conversation } = JSON.parse(localStorage.getItem('shelfwise.chat')!) as { conversation: string };
    await chat.erase();
    const sent = (await requestsOf(key)).at(-1)!;
    expect([sent.path, sent.body.conversation]).to.deep.equal(['/v1/visitors/erase', conversation]);
    expect(localStorage.getItem('shelfwise.chat')).to.equal(null);
    expect(button(chat).hasAttribute('data-sign')).to.equal(false);
    expect(chat.open).to.equal(false);
    await waitUntil(() => !panelOf(chat));
    button(chat).click();
    await waitUntil(() => panelOf(chat) && dialog(chat).open);
    expect(bubbles(chat)).not.to.include('forget me');
  });

  /** A token as the server makes them, as far as a page can read it. */
  const tokenOf = (sub: string, iat: number) => `e30.${btoa(JSON.stringify({ sub, iat }))}.signature`;

  it('forgets what was said when its customer goes or is another, and goes on with a new token', async () => {
    const key = openPage('ok', { ...agreed, visitor: 'v'.repeat(22) });
    const chat = await opened();
    await say(chat, 'as a guest');
    pageContext().update({ token: tokenOf('ann', 1) });
    await say(chat, 'where is my order?');
    pageContext().update({ token: tokenOf('ann', 2) });
    expect(bubbles(chat)).to.include('as a guest').and.to.include('where is my order?');
    for (const token of [tokenOf('bob', 3), undefined]) {
      pageContext().update({ token });
      await panelOf(chat).updateComplete;
      expect(bubbles(chat)).to.deep.equal(['Hello! What are you looking for?']);
      expect(localStorage.getItem('shelfwise.chat')).to.equal(null);
      await say(chat, 'hello');
      const sent = (await requestsOf(key)).at(-1)!;
      expect(sent.body.text).to.equal('hello');
      expect(sent.body).not.to.have.property('conversation');
    }
    expect(dialog(chat).open).to.equal(true);
  });

  it('takes no answer to the customer before, and sends nothing of theirs', async () => {
    const key = openPage('ok', { ...agreed, token: tokenOf('ann', 1) });
    const chat = await opened();
    for (const text of ['first', 'second']) {
      inPanel<HTMLTextAreaElement>(chat, 'textarea').value = text;
      inPanel<HTMLFormElement>(chat, 'form').requestSubmit();
    }
    pageContext().update({ token: undefined });
    await say(chat, 'third');
    expect(bubbles(chat).join()).not.to.match(/first|second/);
    const sent = (await requestsOf(key)).filter(({ path }) => path === '/v1/chat/messages');
    expect(sent.map(({ body }) => body.text as string)).not.to.include('second');
    expect(sent.at(-1)!.body).not.to.have.property('conversation');
  });

  it('reads its history as whoever is there, and sends nothing that somebody else could not', async () => {
    const token = tokenOf('ann', 1);
    const key = openPage('ok', { ...agreed, token });
    const conversation = 'not-anns-conversation';
    const unsent = { messageId: crypto.randomUUID(), text: 'of a guest', by: 'v'.repeat(22) };
    localStorage.setItem('shelfwise.chat', JSON.stringify({ conversation, unsent }));
    const chat = await opened();
    await say(chat, 'hello');
    const [history, message] = await requestsOf(key);
    expect(history).to.include({ method: 'POST', path: `/v1/chat/conversations/${conversation}/messages` });
    expect(history!.body.visitor.token).to.equal(token);
    expect(message!.body.text).to.equal('hello');
    expect(message!.body).not.to.have.property('conversation');
    expect(bubbles(chat)).not.to.include('of a guest');
  });

  it('is forgotten when the customer goes, though its panel was not opened', async () => {
    openPage('ok', { ...agreed, token: tokenOf('ann', 1) });
    localStorage.setItem('shelfwise.chat', JSON.stringify({ conversation: 'of-ann' }));
    await closed();
    pageContext().update({ token: undefined });
    expect(localStorage.getItem('shelfwise.chat')).to.equal(null);
  });

  it('begins anew when the server has forgotten the conversation', async () => {
    openPage('ok', agreed);
    localStorage.setItem('shelfwise.chat', JSON.stringify({ conversation: 'long-gone' }));
    const chat = await opened();
    await say(chat, 'still there?');
    expect(localStorage.getItem('shelfwise.chat')).to.not.include('long-gone');
  });

  it('sends what an earlier page could not', async () => {
    openPage('ok', agreed);
    const unsent = { messageId: crypto.randomUUID(), text: 'lost on the way' };
    localStorage.setItem('shelfwise.chat', JSON.stringify({ unsent }));
    const chat = await closed();
    await waitUntil(() => panelOf(chat) && bubbles(chat).includes('You said: lost on the way'));
    await waitUntil(() => !localStorage.getItem('shelfwise.chat')!.includes('unsent'));
    expect(chat.open).to.equal(false);
    await waitUntil(() => button(chat).getAttribute('aria-label') === 'Ask us: news in your conversation');
  });

  it('covers small screens as a modal dialog inside the viewport', async () => {
    await setViewport({ width: 360, height: 640 });
    openPage('ok');
    const chat = await opened();
    expect(dialog(chat).matches(':modal')).to.equal(true);
    const box = dialog(chat).getBoundingClientRect();
    expect([box.left, box.top, box.width, box.height]).to.deep.equal([0, 0, 360, 640]);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !dialog(chat).open);
    await setViewport({ width: 800, height: 600 });
    await resetMouse();
  });

  it('asks for the panel only when it is needed', async () => {
    openPage('ok');
    const chat = await closed();
    expect(panelOf(chat)).to.equal(null);
    pageContext().update({ cart: [] });
    await chat.updateComplete;
    expect(panelOf(chat)).to.equal(null);
  });
});
