import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, appears, launchBrowser, openPage, textsOf } from '../harness/browser-page.js';
import { createApi, plainProduct } from '../harness/api.js';
import { createDeployment, until, type Deployment, type ShopKeys } from '../harness/server-process.js';

/** The three elements on somebody else's page, of another origin, under the strictest policy a shop may have. */
describe('the elements on a page of another origin under a strict policy', () => {
  let deployment: Deployment;
  let keys: ShopKeys;
  let page: Server;
  let origin: string;
  let browser: Browser;

  beforeAll(async () => {
    deployment = await createDeployment();
    page = createServer((request, response) => {
      if (request.url === '/session') {
        void fetch(`${deployment.url}/v1/embed-sessions`, {
          method: 'POST',
          headers: { authorization: `Bearer ${keys.secretKey}`, 'content-type': 'application/json' },
          body: JSON.stringify({ subject: 'owner' }),
        }).then(async (answer) => {
          response.setHeader('content-type', 'application/json');
          response.end(await answer.text());
        });
        return;
      }
      if (request.url === '/style.css') {
        response.setHeader('content-type', 'text/css');
        response.end('shop-recs { display: block; min-block-size: 22rem }');
        return;
      }
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader(
        'content-security-policy',
        `default-src 'none'; script-src ${deployment.url}; connect-src 'self' ${deployment.url}; img-src 'self' ${deployment.url}; style-src 'self'; require-trusted-types-for 'script'`,
      );
      response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Strict</title>
        <link rel="icon" href="/none.svg"><link rel="stylesheet" href="/style.css">
        <script async src="${deployment.url}/v1/shop.js" data-key="${keys.publishableKey}"></script>
        <h1>Strict page</h1>
        <shop-recs placement="similar" product="p1"></shop-recs>
        <stock-dashboard session-url="/session"></stock-dashboard>
        <shop-chat></shop-chat></html>`);
    });
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
    await deployment.start();
    keys = await deployment.createShop('strict', [origin]);
    const api = createApi(deployment.url, keys, origin);
    await api.putProducts(
      Array.from({ length: 9 }, (_, i) =>
        plainProduct(`p${i}`, {
          // Text that would run, if anything were rendered as HTML.
          title: i === 3 ? 'Red <img src=x onerror=alert(1)> mug' : `Red mug number ${i}`,
          description: 'A mug, <script>alert(1)</script> red.',
          categories: ['Mugs'],
        }),
      ),
    );
    await api.owner('POST', '/v1/faq', {
      entries: [
        {
          key: 'gift',
          question: 'Do you wrap gifts?',
          answer: 'Yes: <b onclick=alert(1)>free</b> of charge.',
        },
      ],
    });
    await api.owner('POST', '/v1/stock-levels', {
      levels: Array.from({ length: 9 }, (_, i) => ({ product: `p${i}`, stockLevel: 5 * i })),
    });
    await api.runJob('learn-recommendations');
    await api.runJob('forecast-demand');
    await api.runJob('train-assistant');
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    page?.close();
    await deployment?.remove();
  });

  it('work, without one violation, accessibility fault or shift of the layout', async () => {
    const watched = await openPage(browser);
    const { page: tab, faults, layoutShift } = watched;
    await tab.goto(origin);
    await appears(tab, 'shop-recs >>> [part="card"]');
    await appears(tab, 'stock-dashboard >>> table tbody tr');
    await appears(tab, 'shop-chat >>> button');
    expect(await layoutShift()).toBe(0);
    expect(await accessibilityFaults(tab)).toEqual([]);

    // A late answer moves the conversation inside the panel, and may move nothing else.
    const places = () =>
      tab.$$eval('body > :not(shop-chat)', (all) =>
        all.map((each) => JSON.stringify(each.getBoundingClientRect())),
      );
    const before = await places();
    await tab.click('shop-chat >>> button');
    await appears(tab, '>>> [part="input"]');
    await tab.type('>>> [part="input"]', 'do you wrap gifts? <img src=x onerror=alert(2)>');
    await tab.keyboard.press('Enter');
    await until(
      async () => (await textsOf(tab, '[part="log"]')).join(' ').includes('free'),
      15_000,
      'the answer from the FAQ',
    );
    const said = (await textsOf(tab, '[part="log"]')).join(' ');
    expect(said).toContain('<b onclick=alert(1)>free</b>');
    expect(said).toContain('<img src=x onerror=alert(2)>');
    expect(await accessibilityFaults(tab)).toEqual([]);
    expect(await places()).toEqual(before);
    // The icon of this page is missing on purpose; everything else counts.
    expect(faults.filter((fault) => !fault.includes('none.svg'))).toEqual([]);
  });

  it('show titles with markup as text', async () => {
    const { page: tab } = await openPage(browser);
    await tab.goto(origin);
    await appears(tab, 'shop-recs >>> [part="card"]');
    expect(await textsOf(tab, '[part="card"] [part="name"]')).toContain(
      'Red <img src=x onerror=alert(1)> mug',
    );
  });
});
