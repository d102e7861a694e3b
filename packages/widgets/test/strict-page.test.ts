import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { found, violationsOfAxe } from './browsing.js';
import { embeddingPage, listen } from './embedding-page.js';
import { openWidgetsInBrowser, type WidgetsInBrowser } from './widgets-in-browser.js';

/**
 * The built script and elements on a page of another origin under the strictest policy, in a real browser.
 * The browser reports what the policy forbids, and measures layout shifts.
 */
const key = 'pk_ok_strictpage0000000000';

interface Report {
  violations: string[];
  shift: number;
}

describe('a page under a strict policy', () => {
  let widgets: WidgetsInBrowser;
  const errors: string[] = [];

  beforeAll(async () => {
    widgets = await openWidgetsInBrowser();
  });
  afterAll(() => widgets.close());

  async function open(body: string, work: (page: Page) => Promise<void>) {
    const site = await listen(embeddingPage(widgets.server, key, body));
    const page = await widgets.browser.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.evaluateOnNewDocument(observe);
    try {
      await page.goto(site.origin);
      await work(page);
      const report = await page.evaluate(() => (window as unknown as { report: Report }).report);
      expect(report.violations).toEqual([]);
      expect(report.shift).toBe(0);
      expect(errors).toEqual([]);
      expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
      expect(await violationsOfAxe(page)).toEqual([]);
    } finally {
      await page.close();
      await site.close();
    }
  }

  it('shows recommendations in place, in a row and a grid, without a shift', async () => {
    await open(
      `<shop-recs placement="bought-together" limit="6" product="P-20"></shop-recs>
       <p>What stands below must stay where it is.</p>
       <shop-recs placement="trending" limit="12" heading="More"></shop-recs>`,
      async (page) => {
        await found(page, 'li[data-product]');
        await page.evaluate(() => scrollTo(0, 400));
        await found(page, 'li[data-product]', 18);
        await page.evaluate(() =>
          document.addEventListener('shop-add-to-cart', (event) => event.preventDefault()),
        );
        await (await found(page, 'button[part=add]')).click();
        await found(page, 'button[aria-label^="Added to cart"]');
      },
    );
  });

  it('chats', async () => {
    await open('<shop-chat></shop-chat>', async (page) => {
      await (await found(page, 'button[part=button]')).click();
      await found(page, 'textarea');
      await page.keyboard.type('how long does delivery take?');
      await page.keyboard.press('Enter');
      await found(page, '.products li', 3);
      await found(page, '.reply');
    });
  });

  it('shows the stock and the chart of a product', async () => {
    await open('<stock-dashboard session-url="/session"></stock-dashboard>', async (page) => {
      await (await found(page, 'td button, th[scope=row] button')).click();
      await found(page, 'demand-chart');
    });
  });
});

/** Runs in the page before anything else. */
function observe() {
  const report: Report = { violations: [], shift: 0 };
  Object.assign(window, { report });
  document.addEventListener('securitypolicyviolation', (event) => {
    report.violations.push(
      `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
    );
  });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
    })[]) {
      if (!entry.hadRecentInput) report.shift += entry.value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
}
