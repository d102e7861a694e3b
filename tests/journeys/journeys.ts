import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  AlertOutput,
  InventoryDetail,
  InventoryPage,
  ProductOutput,
  RecommendationResponse,
} from '@shelfwise/core/wire';
import {
  accessibilityFaults,
  appears,
  launchBrowser,
  openPage,
  textsOf,
  type WatchedPage,
} from '../harness/browser-page.js';
import { startDemo, type DemoSystem } from '../harness/demo-system.js';
import { until } from '../harness/server-process.js';

/**
 * What shopper and owner do, on the demo shop in a real browser. One suite for every store: `env` says which.
 * @param sampling every how many-th order the shop is filled with.
 */
export function describeJourneys(store: string, env: () => Record<string, string>, sampling?: number): void {
  describe(`the demo shop on ${store}`, () => {
    let demo: DemoSystem;
    let browser: Browser;
    /** A cake stand that a fifth of all baskets with stands hold. */
    const product = '22423';

    beforeAll(async () => {
      demo = await startDemo(env(), sampling);
      browser = await launchBrowser();
    });
    afterAll(async () => {
      await browser?.close();
      await demo?.stop();
    });

    async function visit(): Promise<WatchedPage> {
      return openPage(await browser.createBrowserContext());
    }

    const row = (placement: string) => `shop-recs[placement="${placement}"]`;
    async function cardsOf(page: Page, placement: string): Promise<string[]> {
      await page.$eval(row(placement), (element) => element.scrollIntoView());
      await appears(page, `${row(placement)} >>> [part="card"] [part="name"]`);
      return textsIn(page, `${row(placement)} >>> [part="card"] [part="name"]`);
    }
    const textsIn = (page: Page, selector: string) =>
      page.$$eval(selector, (found) => found.map((each) => (each.textContent ?? '').trim()));

    /** A reason that all items share stands in the heading, the others at their items. */
    const reasonsOf = async (page: Page, placement: string) => [
      ...(await textsIn(page, `${row(placement)} >>> [part="heading"]`)),
      ...(await textsIn(page, `${row(placement)} >>> [part="reason"]`)),
    ];

    async function agree(page: Page) {
      await page.click('[data-consent-choice="all"]');
    }

    it('shows beside a product what is bought with it, and says why', async () => {
      const { page, faults, layoutShift } = await visit();
      await page.goto(`${demo.demoUrl}/product/${product}`);
      const cards = await cardsOf(page, 'bought-together');
      expect(cards.length).toBeGreaterThanOrEqual(3);
      expect((await reasonsOf(page, 'bought-together')).join(' ')).toMatch(/bought/i);
      expect(await layoutShift()).toBe(0);
      expect(faults).toEqual([]);
    });

    it('changes the first row of the home page after three products were looked at', async () => {
      const { page, faults } = await visit();
      await page.goto(`${demo.demoUrl}/shop`);
      await agree(page);
      const before = await cardsOf(page, 'for-you');
      const viewed: string[] = [];
      for (const code of [product, '21212', '84991']) {
        await page.goto(`${demo.demoUrl}/product/${code}`);
        viewed.push(...(await textsIn(page, 'h1')));
        await cardsOf(page, 'bought-together');
      }
      await page.goto(`${demo.demoUrl}/shop`);
      expect(await cardsOf(page, 'for-you')).not.toEqual(before);
      expect(viewed.length).toBe(3);
      const reasons = await reasonsOf(page, 'for-you');
      expect(viewed.filter((title) => reasons.some((reason) => reason.includes(title)))).not.toEqual([]);
      expect(faults).toEqual([]);
    });

    it('is personal at once for a past customer in a new browser', async () => {
      const stranger = await visit();
      await stranger.page.goto(`${demo.demoUrl}/shop`);
      const forStranger = await cardsOf(stranger.page, 'for-you');

      const { page, faults } = await visit();
      await page.goto(`${demo.demoUrl}/account`);
      await Promise.all([page.waitForNavigation(), page.click('.people button')]);
      await page.goto(`${demo.demoUrl}/shop`);
      expect(await cardsOf(page, 'for-you')).not.toEqual(forStranger);
      expect(await reasonsOf(page, 'for-you')).toContainEqual(
        expect.stringMatching(/^because (of what )?you bought/i),
      );
      expect(faults).toEqual([]);
    });

    it('answers in chat with facts and product cards, and keeps the conversation over pages', async () => {
      const { page, faults } = await visit();
      await page.goto(`${demo.demoUrl}/product/${product}`);
      await agree(page);
      await appears(page, 'shop-chat >>> button');
      await page.click('shop-chat >>> button');
      await appears(page, '>>> [part="input"]');

      const ask = async (question: string) => {
        const before = (await textsOf(page, '[part="log"] [part="bubble"]')).length;
        await page.type('>>> [part="input"]', question);
        await page.keyboard.press('Enter');
        await until(
          async () => (await textsOf(page, '[part="log"] [part="bubble"]')).length >= before + 2,
          15_000,
          `an answer to "${question}"`,
        );
      };
      const log = async () => (await textsOf(page, '[part="log"]')).join(' ');

      await ask('how long does delivery take?');
      expect(await log()).toMatch(/\d+\s*(to|–|-)\s*\d+ (working )?days/);
      await ask('do you have red mugs under £5?');
      const cardsInLog = () => textsOf(page, '[part="log"] [part="card"] [part="name"]');
      await until(async () => (await cardsInLog()).length > 0, 15_000, 'cards of mugs');
      const mugs = await cardsInLog();
      const prices = await textsOf(page, '[part="log"] [part="card"] [part="price"]');
      const links = await page.$$eval('>>> [part="log"] [part="card"] [part="link"]', (found) =>
        found.map((link) => (link as HTMLAnchorElement).pathname.split('/').at(-1)!),
      );
      expect(prices).toHaveLength(mugs.length);
      expect(links).toHaveLength(mugs.length);
      for (const [n, name] of mugs.entries()) {
        const mug = await demo.ask<ProductOutput>(`/v1/products/${links[n]!}`);
        expect(`${name} ${mug.description ?? ''}`).toMatch(/\bmugs?\b/i);
        expect(`${name} ${mug.attributes?.color ?? ''}`).toMatch(/\bred\b/i);
        expect(mug.salePrice ?? mug.price).toBeLessThan(500);
        // What is charged now stands first; what it was before may follow.
        expect(Number(/£(\d+\.\d\d)/.exec(prices[n]!)![1])).toBe((mug.salePrice ?? mug.price) / 100);
      }
      await ask('what goes with this?');
      await until(
        async () => (await cardsInLog()).length > mugs.length,
        15_000,
        'cards of what goes with this',
      );
      const together = await demo.askAsPage<RecommendationResponse>(
        `/v1/recommendations?placement=bought-together&product=${product}&limit=24`,
      );
      const goesWithIt = (await cardsInLog()).slice(mugs.length);
      const boughtTogether = together.items.map(({ title }) => title);
      expect(goesWithIt.filter((name) => !boughtTogether.includes(name))).toEqual([]);
      expect(await accessibilityFaults(page)).toEqual([]);

      // Nothing lies over the next page until the shopper wants it.
      await page.goto(`${demo.demoUrl}/cart`);
      await appears(page, 'shop-chat >>> [data-sign]');
      expect(await page.$('>>> [part="log"]')).toBeNull();
      await page.click('shop-chat >>> button');
      await appears(page, '>>> [part="log"]');
      await until(
        async () => (await log()).includes('delivery take'),
        15_000,
        'the conversation on the next page',
      );
      expect(faults).toEqual([]);
    });

    it('lowers the stock by an order, and tells the owner when it is time to order again', async () => {
      const { items } = await demo.ask<InventoryPage>(
        '/v1/inventory?status=fine&sort=stockLevel&order=asc&pageSize=50',
      );
      const chosen = items.find(({ stockLevel = 0 }) => stockLevel >= 5 && stockLevel <= 40) ?? items[0]!;
      const { page, faults } = await visit();
      await page.goto(`${demo.demoUrl}/product/${encodeURIComponent(chosen.product)}`);
      await page.$eval(
        '[data-add] [name="quantity"]',
        (field, quantity) => ((field as HTMLInputElement).value = String(quantity)),
        chosen.stockLevel,
      );
      await page.click('[data-add] button');
      await page.waitForFunction(() => document.querySelector('[data-cart-count]')?.textContent !== '0');
      await page.goto(`${demo.demoUrl}/cart`);
      const order = 'form[action="/orders"]';
      for (const [name, value] of [
        ['email', 'shopper@example.com'],
        ['postcode', 'AB1 2CD'],
      ])
        if (await page.$(`${order} [name="${name}"]`)) await page.type(`${order} [name="${name}"]`, value!);
      await Promise.all([page.waitForNavigation(), page.click(`${order} button`)]);
      expect(page.url()).toContain('/orders/');

      const after = await demo.ask<InventoryDetail>(`/v1/inventory/${encodeURIComponent(chosen.product)}`);
      expect(after.item.stockLevel).toBe(0);
      await until(
        async () => {
          const { alerts } = await demo.ask<{ alerts: AlertOutput[] }>('/v1/alerts');
          return alerts.some((alert) => alert.product === chosen.product);
        },
        15_000,
        'an alert for the product',
      );

      await page.goto(`${demo.demoUrl}/owner`);
      await Promise.all([page.waitForNavigation(), page.click('form[action="/owner/sign-in"] button')]);
      await appears(page, 'stock-dashboard >>> table tbody tr');
      await page.type('stock-dashboard >>> input[type="search"]', chosen.title);
      await until(
        async () => (await textsOf(page, 'table tbody')).join(' ').includes(chosen.title),
        15_000,
        'the product on the dashboard',
      );
      const rows = await textsIn(page, 'stock-dashboard >>> tbody tr');
      expect(rows.find((text) => text.includes(chosen.product))).toContain('Out of stock');
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(faults).toEqual([]);
    });

    it('signs the owner in by the printed link, once', async () => {
      const { page, faults } = await visit();
      await page.goto(demo.ownerLink);
      await until(
        async () => (await textsOf(page, 'nav')).join(' ').includes('Today'),
        15_000,
        "the owner's area",
      );
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(faults).toEqual([]);
      const second = await visit();
      await second.page.goto(demo.ownerLink);
      await until(
        async () => (await textsOf(second.page, 'p')).join(' ').includes('used already'),
        15_000,
        'a refusal of the used link',
      );
    });
  });
}
