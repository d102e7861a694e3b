import type { PageSettings } from '@shelfwise/core/wire';
import type { PageContext } from '../internal/page-context.js';
import { askAhead } from './ask-ahead.js';
import { builtModules, offered } from './built-modules.js';

/** Distance from the viewport at which a row starts to load. Shopify's Dawn theme uses the same distance. */
const nearMargin = '0px 0px 400px';
const undefinedElements = `:is(${Object.keys(builtModules).join()}):not(:defined)`;
/**
 * Reserves a row's height, so that the page does not move when the row is drawn. A page's own rule for the
 * tag has precedence.
 */
const reserved = ':where(shop-recs:not(:defined)){display:block;min-block-size:22rem}';

/**
 * Imports an element's module when the first element of its kind comes near the viewport. The chat's button
 * is outside the page's flow, so its module is imported when the browser is idle.
 *
 * Modules are requested from `base` under the names known at build time, in parallel with the shop's settings. If a
 * newer build has replaced them, the addresses in those settings are used.
 */
export function loadElements(
  context: PageContext,
  base: string,
  settings: Promise<PageSettings | undefined>,
): void {
  const started = new Set<string>();
  const found = new WeakSet<Element>();
  const load = async (tag: string) => {
    if (started.has(tag)) return;
    try {
      started.add(tag);
      // All at once: a module names the others that it needs only once it has arrived.
      await Promise.all(filesOf(tag).map((file) => import(`${base}${file}.js`)));
    } catch {
      // The module is missing, or the network is down. The settings may name a newer module. If that fails
      // too, the next element of the kind tries again.
      await settings.then((known) => import(known!.modules[tag]!)).catch(() => started.delete(tag));
    }
  };
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        if (target.localName === 'shop-recs') askAhead(context, target);
        void load(target.localName);
      }
    },
    { rootMargin: nearMargin },
  );
  const find = () => {
    for (const element of document.querySelectorAll(undefinedElements)) {
      // Each element triggers one attempt. Otherwise a page that keeps changing would keep sending requests
      // to a server that is down.
      if (found.has(element)) continue;
      found.add(element);
      if (element.localName === 'shop-chat') whenIdle(() => void load('shop-chat'));
      else near.observe(element);
    }
  };
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(reserved);
  document.adoptedStyleSheets.push(sheet);
  find();
  new MutationObserver(find).observe(document, { childList: true, subtree: true });
}

/** Modules of an element, and its messages unless only the shop's settings tell the language. */
function filesOf(tag: string): string[] {
  const { lang } = document.documentElement;
  return builtModules[tag]!.split(' ')
    .filter((file) => lang || !file.includes('*'))
    .map((file) => file.replace('*', offered.exec(lang)?.[0] ?? 'en'));
}

/** Safari has no `requestIdleCallback`. */
const whenIdle = (work: () => void) =>
  (window as Partial<Window>).requestIdleCallback?.(work, { timeout: 2000 }) ?? setTimeout(work);
