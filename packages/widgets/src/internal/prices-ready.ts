import { Localizer } from './localizer.js';
import { pageContext } from './page-context.js';

/**
 * Resolves once prices can be written: the shop's settings are there, and so is the formatter of its currency. Making
 * that takes a browser as long as drawing a row of products, so it has a task of its own and nothing waits for both.
 */
export async function pricesReady(localeOf: () => string): Promise<void> {
  const context = pageContext();
  await new Promise<void>((resolve) => {
    const check = () => {
      if (!context.state.settings) return;
      stop();
      resolve();
    };
    const stop = context.subscribe(check);
    check();
  });
  await nextTask();
  new Localizer({ locale: localeOf(), messages: {} }).money(0, context.state.settings!.currency);
  await nextTask();
}

const nextTask = () => new Promise((resume) => setTimeout(resume));
