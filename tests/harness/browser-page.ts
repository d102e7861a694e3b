import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Axe from 'axe-core';
import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer-core';
import { browser as chromium } from '../../scripts/browser.mjs';
import { browserAgent } from './api.js';
import { until } from './server-process.js';

/** A real Chromium from npm, and pages that keep a record of what a strict page must not see. */

export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env, args } = await chromium();
  // A headless browser's own name counts as a bot, whose events are dropped. Set here, and not page by page, it also
  // goes out with the beacons of a page that is left.
  const named = [...args, `--user-agent=${browserAgent}`];
  return puppeteer.launch({ executablePath, env, args: named, headless: 'shell' });
}

export interface WatchedPage {
  page: Page;
  /** Content security policy violations, uncaught errors and console errors so far. */
  faults: string[];
  /** Cumulative layout shift of the page that is open. */
  layoutShift: () => Promise<number>;
}

declare global {
  interface Window {
    layoutShift?: number;
  }
}

export async function openPage(context: Browser | BrowserContext, width = 1280): Promise<WatchedPage> {
  const page = await context.newPage();
  await page.setViewport({ width, height: 900 });
  const faults: string[] = [];
  await page.exposeFunction('reportViolation', (text: string) => faults.push(text));
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = (window as unknown as { reportViolation: (text: string) => void }).reportViolation;
      report(`CSP ${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
    });
    window.layoutShift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      })[])
        if (!entry.hadRecentInput) window.layoutShift! += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  page.on('pageerror', (error) => faults.push(`error: ${String(error)}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  return { page, faults, layoutShift: () => page.evaluate(() => window.layoutShift ?? 0) };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules of WCAG 2.2 A and AA that the page breaks, with where. */
export async function accessibilityFaults(page: Page, within?: string): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async (selector) => {
    const { axe } = window as unknown as { axe: typeof Axe };
    const { violations } = await axe.run(selector ?? document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.flat().join(' ')} ${node.failureSummary ?? ''}`),
    );
  }, within);
}

/** Texts of all elements that match, shadow trees included. */
export async function textsOf(page: Page, selector: string): Promise<string[]> {
  return page.$$eval(`>>> ${selector}`, (found) => found.map((each) => (each.textContent ?? '').trim()));
}

/** Waits for an element in any shadow tree: Puppeteer's own wait does not see changes inside them. */
export async function appears(page: Page, selector: string): Promise<void> {
  await until(async () => (await page.$(selector)) !== null, 20_000, selector);
}
