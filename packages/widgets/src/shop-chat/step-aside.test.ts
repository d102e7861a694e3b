import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { openPage, waitUntil } from '../../test/page.js';
import { forgetConversation } from './conversation-memory.js';
import './shop-chat.js';
import type { ShopChat } from './shop-chat.js';

const button = (chat: ShopChat) => chat.shadowRoot!.querySelector<HTMLButtonElement>('[part=button]')!;
const isAside = (chat: ShopChat) => chat.hasAttribute('aside');

/** A page four screens long, with a link wherever `place` says, and the chat. */
async function longPage(
  place: Partial<CSSStyleDeclaration> = {},
): Promise<{ chat: ShopChat; link: HTMLElement }> {
  const page = await fixture(
    html`<div><a href="#first">first</a><a href="#under">a link</a><shop-chat></shop-chat></div>`,
  );
  Object.assign((page as HTMLElement).style, { display: 'block', position: 'relative', blockSize: '400vh' });
  const link = page.querySelectorAll('a')[1]!;
  Object.assign(link.style, place);
  const chat = page.querySelector('shop-chat')!;
  await waitUntil(() => button(chat), 'the button');
  await waitUntil(() => chat.shadowRoot!.adoptedStyleSheets.length > 2, 'it can step aside');
  return { chat, link };
}

async function scrolled(to: number) {
  const isThere = scrollY === to;
  const event = new Promise((resolve) => addEventListener('scroll', resolve, { once: true }));
  scrollTo({ top: to, behavior: 'instant' });
  if (!isThere) await event;
}

/** How much of an element the button lies over, from 0 to 1. */
function covered(chat: ShopChat, element: Element): number {
  const [over, under] = [button(chat).getBoundingClientRect(), element.getBoundingClientRect()];
  const width = Math.min(over.right, under.right) - Math.max(over.left, under.left);
  const height = Math.min(over.bottom, under.bottom) - Math.max(over.top, under.top);
  return (Math.max(0, width) * Math.max(0, height)) / (under.width * under.height);
}

const corner = {
  position: 'fixed',
  insetBlockEnd: '20px',
  insetInlineEnd: '20px',
  inlineSize: '36px',
  blockSize: '36px',
};

describe('the button of <shop-chat> steps aside', () => {
  beforeEach(async () => {
    openPage('ok');
    forgetConversation();
    localStorage.clear();
    await setViewport({ width: 800, height: 600 });
    await emulateMedia({ reducedMotion: 'reduce' });
    scrollTo(0, 0);
  });
  after(() => emulateMedia({ reducedMotion: 'no-preference' }));

  it('while the page is scrolled down, and comes back when it is scrolled up', async () => {
    const { chat } = await longPage();
    const whole = button(chat).getBoundingClientRect();
    await scrolled(300);
    expect(isAside(chat)).to.equal(true);
    const small = button(chat).getBoundingClientRect();
    expect([small.width, small.right, small.bottom]).to.deep.equal(
      [28, innerWidth, innerHeight].map((edge, at) =>
        at === 1 ? document.documentElement.clientWidth : edge,
      ),
    );
    await scrolled(296);
    expect(isAside(chat), 'a trembling finger').to.equal(true);
    await scrolled(200);
    expect(isAside(chat)).to.equal(false);
    expect(button(chat).getBoundingClientRect().toJSON()).to.deep.equal(whole.toJSON());
    await scrolled(400);
    await scrolled(0);
    expect(isAside(chat), 'at the top').to.equal(false);
  });

  it('from what has the focus, wherever the shopper came from, and not from itself', async () => {
    const { chat, link } = await longPage(corner);
    expect(covered(chat, link)).to.equal(1);
    document.querySelector<HTMLElement>('a[href="#first"]')!.focus();
    expect(isAside(chat)).to.equal(false);
    await sendKeys({ press: 'Tab' });
    expect(document.activeElement).to.equal(link);
    expect(isAside(chat)).to.equal(true);
    expect(covered(chat, link)).to.be.below(0.1);
    await sendKeys({ press: 'Tab' });
    expect(chat.shadowRoot!.activeElement).to.equal(button(chat));
    expect(isAside(chat)).to.equal(false);
  });

  it('from what a page brings under it by scrolling up to the focus', async () => {
    const { chat, link } = await longPage({
      ...corner,
      position: 'absolute',
      insetBlockEnd: '',
      insetBlockStart: '500px',
    });
    await scrolled(900);
    link.focus({ preventScroll: true });
    await scrolled(0);
    expect(covered(chat, link)).to.be.below(0.1);
  });

  it('no longer than the focus stays', async () => {
    const { chat, link } = await longPage(corner);
    link.focus();
    expect(isAside(chat)).to.equal(true);
    link.blur();
    expect(isAside(chat)).to.equal(false);
  });

  it('from the focus as the window becomes another', async () => {
    const { chat, link } = await longPage({ ...corner, insetBlockEnd: '', insetBlockStart: '340px' });
    link.focus();
    expect(isAside(chat)).to.equal(false);
    await setViewport({ width: 800, height: 400 });
    await waitUntil(() => isAside(chat), 'aside');
  });

  it('on the other side where text runs from right to left', async () => {
    document.documentElement.dir = 'rtl';
    try {
      const { chat } = await longPage();
      await scrolled(300);
      expect(button(chat).getBoundingClientRect().left).to.equal(
        document.documentElement.getBoundingClientRect().left,
      );
    } finally {
      document.documentElement.dir = '';
    }
  });

  it('never while the panel is open, which it closes', async () => {
    const { chat } = await longPage();
    button(chat).click();
    await waitUntil(() => button(chat).getAttribute('aria-expanded') === 'true', 'open');
    await scrolled(300);
    expect(button(chat).getBoundingClientRect().width).to.equal(56);
  });

  it('without a layout shift, and still to be pressed', async () => {
    const { chat } = await longPage();
    let shifts = 0;
    const observer = new PerformanceObserver((list) => (shifts += list.getEntries().length));
    observer.observe({ type: 'layout-shift', buffered: false });
    await scrolled(300);
    await scrolled(100);
    await scrolled(300);
    // A shift is recorded with the frame that shows it.
    await nextFrame();
    await nextFrame();
    shifts += observer.takeRecords().length;
    observer.disconnect();
    expect(shifts).to.equal(0);
    const { left, top, width, height } = button(chat).getBoundingClientRect();
    expect(document.elementFromPoint(left + width / 2, top + height / 2)).to.equal(chat);
  });

  it('listens no longer when it is taken away', async () => {
    const { chat } = await longPage();
    const { parentElement } = chat;
    chat.remove();
    await scrolled(300);
    expect(isAside(chat)).to.equal(false);
    parentElement!.append(chat);
    await scrolled(500);
    expect(isAside(chat)).to.equal(true);
  });
});
