import puppeteer, { type Browser } from 'puppeteer-core';
import { browser as npmBrowser } from '../../../scripts/browser.mjs';
import { buildWidgets } from './built-widgets.js';
import { listen } from './embedding-page.js';
import { createFakeServer } from './fake-server.mjs';

/** The shipped widgets on a fake server, and a real browser. */
export interface WidgetsInBrowser {
  /** Origin of the script and of the API. */
  server: string;
  browser: Browser;
  close(): Promise<void>;
}

export async function openWidgetsInBrowser(): Promise<WidgetsInBrowser> {
  const built = await buildWidgets();
  const fake = createFakeServer({ dist: built.directory });
  const api = await listen((request, response) => fake.handle(request, response));
  const { executablePath, env, args } = await npmBrowser();
  const browser = await puppeteer.launch({ executablePath, env, args, headless: 'shell' });
  return {
    server: api.origin,
    browser,
    async close() {
      await browser.close();
      await api.close();
      await built.remove();
    },
  };
}
