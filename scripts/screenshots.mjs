/* global document */
// Takes the pictures of docs/images from a running demo: `npm start`, then
//   node scripts/screenshots.mjs [--demo http://localhost:8090] [--owner LINK] [--out docs/images]
// LINK is the owner's sign-in link that the start prints; without it the owner's area is left out.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import { browser } from './browser.mjs';

const { values } = parseArgs({
  options: {
    demo: { type: 'string', default: 'http://localhost:8090' },
    owner: { type: 'string' },
    out: { type: 'string', default: 'docs/images' },
  },
});

const desk = { width: 1280, height: 900 };
const settleMs = 30_000;

/** Until `selector` matches inside the open shadow roots of the page (`>>>` goes through them). */
const seen = (page, selector) =>
  page.waitForSelector(`>>> ${selector}`, { visible: true, timeout: settleMs });

async function quiet(page) {
  // A chat that waits for news keeps a request open; then what is there by now is the picture.
  await page.waitForNetworkIdle({ idleTime: 400, timeout: 6_000 }).catch(() => undefined);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

async function agree(page) {
  await page.goto(`${values.demo}/shop`);
  await page.setCookie({ name: 'consent', value: 'all', url: values.demo });
}

async function openDashboard(page) {
  await agree(page);
  await page.goto(`${values.demo}/owner`);
  await page.click('form[action="/owner/sign-in"] button');
  await seen(page, 'stock-dashboard >>> table');
  await page.setViewport({ width: 1280, height: 1150 });
}

/** Each picture: a name and the way to it, in a browser that has not been here before. */
const pictures = {
  async doors(page) {
    await agree(page);
    await page.goto(values.demo);
  },
  async home(page) {
    await page.goto(`${values.demo}/account`);
    await page.click('.people button');
    await page.waitForNavigation().catch(() => undefined);
    await seen(page, 'shop-recs >>> a');
    await page.setViewport({ width: 1280, height: 1250 });
  },
  async product(page) {
    await agree(page);
    await page.setViewport({ width: 1280, height: 1500 });
    await page.goto(`${values.demo}/product/22423`);
    await seen(page, 'shop-recs >>> a');
  },
  async chat(page) {
    await agree(page);
    await page.goto(`${values.demo}/product/22423`);
    await (await seen(page, 'shop-chat >>> button')).click();
    for (const question of ['how long does delivery take?', 'do you have red mugs under £5?']) {
      const box = await seen(page, 'shop-chat >>> textarea');
      await box.type(question);
      await page.keyboard.press('Enter');
      await quiet(page);
    }
  },
  async dashboard(page) {
    await openDashboard(page);
  },
  async forecast(page) {
    await openDashboard(page);
    // A hot water bottle: two winters to be seen, and a third ahead.
    await (await seen(page, 'stock-dashboard >>> input[type=search]')).type('22112');
    await seen(page, 'stock-dashboard >>> .open ::-p-text(Chocolate Hot Water Bottle)');
    await (await seen(page, 'stock-dashboard >>> .open')).click();
    await (await seen(page, 'demand-chart >>> ::-p-text(By week)')).click();
    await page.setViewport({ width: 1280, height: 1200 });
    await seen(page, 'demand-chart >>> svg');
  },
  ...(values.owner !== undefined && {
    async owner(page) {
      await page.goto(values.owner);
      await quiet(page);
      await page.setViewport({ width: 1280, height: 1000 });
    },
  }),
};

await mkdir(values.out, { recursive: true });
const { executablePath, env, args } = await browser();
const chromium = await puppeteer.launch({ executablePath, env, args, headless: true });
let failures = 0;
try {
  for (const [name, go] of Object.entries(pictures)) {
    const context = await chromium.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport(desk);
    page.on('pageerror', (error) => console.error(`${name}: the page threw ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') console.error(`${name}: ${message.text()}`);
    });
    try {
      await go(page);
      await quiet(page);
      await page.screenshot({ path: path.join(values.out, `${name}.png`) });
      console.log(`${name}.png`);
    } catch (error) {
      failures += 1;
      console.error(`${name}: ${error.message}`);
    }
    await context.close();
  }
} finally {
  await chromium.close();
}
if (values.owner === undefined) console.log("Without --owner LINK there is no picture of the owner's area.");
process.exitCode = failures === 0 ? 0 : 1;
