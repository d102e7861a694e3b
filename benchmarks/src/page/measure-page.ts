import puppeteer, { type Browser } from 'puppeteer-core';
import { browser as npmBrowser } from '../../../scripts/browser.mjs';

export interface PageFigures {
  /** From the start of the request for shop.js to the first frame after the products were drawn. */
  paintedMsMedian: number;
  paintedMsWorst: number;
  /** The worst visit's sum of layout shifts. */
  layoutShift: number;
  /** Tasks of more than 50 ms in the worst visit. */
  longTasks: number;
  longestTaskMs: number;
}

interface Visit {
  paintedMs: number;
  shift: number;
  tasks: number[];
}

export interface PageMeasurement {
  /** Of the page. */
  address: string;
  visits: number;
  /** How many times slower the processor is made. */
  slowdown: number;
}

export async function measurePages({ address, visits, slowdown }: PageMeasurement): Promise<PageFigures> {
  const { executablePath, env, args } = await npmBrowser();
  const browser = await puppeteer.launch({ executablePath, env, args, headless: 'shell' });
  try {
    const measured: Visit[] = [];
    for (let visit = 0; visit < visits; visit++) {
      measured.push(await visitOnce(browser, address, slowdown));
    }
    const painted = measured.map(({ paintedMs }) => paintedMs).sort((a, b) => a - b);
    return {
      paintedMsMedian: Math.round(painted[Math.floor(painted.length / 2)]!),
      paintedMsWorst: Math.round(painted.at(-1)!),
      layoutShift: Math.max(...measured.map(({ shift }) => shift)),
      longTasks: Math.max(...measured.map(({ tasks }) => tasks.length)),
      longestTaskMs: Math.round(Math.max(0, ...measured.flatMap(({ tasks }) => tasks))),
    };
  } finally {
    await browser.close();
  }
}

/** A browser context of its own has an empty cache. */
async function visitOnce(browser: Browser, address: string, slowdown: number): Promise<Visit> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.emulateCPUThrottling(slowdown);
  await page.evaluateOnNewDocument(observe);
  await page.goto(address);
  await page.waitForFunction('window.visit && window.visit.paintedMs > 0');
  const visit = (await page.evaluate('window.visit')) as Visit;
  await context.close();
  return visit;
}

/** Runs in the page before anything else, as text: the names of the page's world are not those of Node. */
const observe = `
  window.visit = { paintedMs: 0, shift: 0, tasks: [] };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) visit.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) visit.tasks.push(entry.duration);
  }).observe({ type: 'longtask', buffered: true });
  document.addEventListener('shop-recs-load', () =>
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const script = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/shop.js'));
      visit.paintedMs = performance.now() - script.startTime;
    })),
  );
`;
