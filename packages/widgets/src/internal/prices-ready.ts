import { Localizer } from './localizer.js';
import { pageContext } from './page-context.js';

/**
 * Resolves when prices can be formatted: the shop's settings and the formatter of its currency are there.
 * Creating the formatter takes a browser as long as drawing a row of products, so it runs in a task of its
 * own.
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
