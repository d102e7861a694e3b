import type { PageSettings } from '@shelfwise/core/wire';
import { builtModules } from './built-modules.js';

/** The distance before which a row begins to load; Shopify's Dawn theme uses the same for its recommendations. */
const nearMargin = '0px 0px 400px 0px';
/** Without these the page would move when an element is drawn; a page's own style for the tag wins. */
const reserved = ':where(shop-recs:not(:defined)){display:block;min-block-size:22rem}';

/**
 * Imports an element's module when the first such element comes near the viewport, now or later. The chat's button
 * has no place in the flow of the page, so it is imported as soon as the browser has nothing else to do.
 *
 * Modules come from `base` by the names known at build time, side by side with the shop's settings; when a newer
 * build has taken their place meanwhile, by the addresses in those settings.
 */
export function loadElements(base: string, settings: Promise<PageSettings | undefined>): void {
  const { shared, ...known } = builtModules;
  const watched = new Set<string>();
  const started = new Set<string>();
  const load = async (tag: string) => {
    if (started.has(tag)) return;
    started.add(tag);
    try {
      const file = known[tag];
      if (file !== undefined) {
        // Asked for at once: the element's own module says only when it is there that it needs it.
        if (shared !== undefined) import(base + shared).catch(() => undefined);
        await import(base + file);
        return;
      }
    } catch {
      // Gone, or the network is.
    }
    const address = (await settings)?.modules[tag];
    // A module that fails to load may be asked for again by the next element of its kind.
    if (address !== undefined) await import(address).catch(() => started.delete(tag));
  };
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        void load(target.localName);
      }
    },
    { rootMargin: nearMargin },
  );
  const find = () => {
    if (watched.size === 0) return;
    const selector = [...watched].map((tag) => `${tag}:not(:defined)`).join();
    for (const element of document.querySelectorAll(selector)) {
      if (element.localName === 'shop-chat') whenIdle(() => void load('shop-chat'));
      else near.observe(element);
    }
  };
  const watch = (tags: string[]) => {
    tags.forEach((tag) => watched.add(tag));
    find();
  };
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(reserved);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  watch(Object.keys(known));
  void settings.then((found) => watch(Object.keys(found?.modules ?? {})));
  new MutationObserver(find).observe(document.documentElement, { childList: true, subtree: true });
}

const whenIdle = (work: () => void) => {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 2000 });
  else setTimeout(work, 200);
};
