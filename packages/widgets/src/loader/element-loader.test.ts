import { expect, nextFrame } from '@open-wc/testing';
import { openPage, settings, waitUntil } from '../../test/page.js';
import { pageContext } from '../internal/page-context.js';
import { builtModules } from './built-modules.js';

describe('loadElements(…)', () => {
  /** Modules that were asked for, each at an address of its own: a browser may remember what failed. */
  const addressed = (code: string) => URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));

  afterEach(() => {
    delete builtModules['shop-chat'];
    for (const element of document.querySelectorAll('shop-chat')) element.remove();
  });

  it('tries again for the next element, and for that alone, after module and settings failed', async () => {
    openPage('ok');
    const tries: string[] = [];
    let answer: typeof settings | undefined = undefined;
    const asked = {
      then: (...handlers: Parameters<Promise<typeof settings | undefined>['then']>) => {
        tries.push('settings');
        return Promise.resolve(answer).then(...handlers);
      },
    } as Promise<typeof settings | undefined>;
    builtModules['shop-chat'] = 'shop-chat-that-is-gone';
    // Only now: which elements there are is read when it begins.
    const { loadElements } = await import('./element-loader.js');
    loadElements(pageContext(), `${location.origin}/no-modules/`, asked);
    document.body.prepend(document.createElement('shop-chat'));
    await waitUntil(() => tries.length === 1);
    // A page that goes on changing asks for nothing more.
    for (let n = 0; n < 5; n++) {
      document.body.append(document.createElement('i'));
      await nextFrame();
    }
    expect(tries).to.have.length(1);
    answer = {
      ...settings,
      modules: {
        'shop-chat': addressed(`customElements.define('shop-chat', class extends HTMLElement {})`),
      },
    };
    document.body.prepend(document.createElement('shop-chat'));
    await waitUntil(() => customElements.get('shop-chat'));
    expect(tries).to.have.length(2);
  });
});
