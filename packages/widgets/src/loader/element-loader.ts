import type { PageSettings } from '@shelfwise/core/wire';
import type { PageContext } from '../internal/page-context.js';
import { askAhead } from './ask-ahead.js';
import { builtModules, offered } from './built-modules.js';

/** The distance before which a row begins to load; Shopify's Dawn theme uses the same for its recommendations. */
const nearMargin = '0px 0px 400px';
const undefinedElements = `:is(${Object.keys(builtModules).join()}):not(:defined)`;
/** Without these the page would move when an element is drawn; a page's own style for the tag wins. */
const reserved = ':where(shop-recs:not(:defined)){display:block;min-block-size:22rem}';

/**
 * Imports an element's module when the first such element comes near the viewport, now or later. The chat's button
 * has no place in the flow of the page, so it is imported as soon as the browser has nothing else to do.
 *
 * Modules come from `base` by the names known at build time, side by side with the shop's settings; when a newer
 * build has taken their place meanwhile, by the addresses in those settings.
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
      // Not built, gone, or the network is. Where the settings name no address either, or never come, that fails, too;
      // the next element of its kind may ask for it again.
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
      // An element asks once: a page that changes all the time must not ask a server that is gone as often.
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

/** Safari has no idle time to give. */
const whenIdle = (work: () => void) =>
  (window as Partial<Window>).requestIdleCallback?.(work, { timeout: 2000 }) ?? setTimeout(work);
