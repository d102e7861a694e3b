import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { found, violationsOfAxe } from './browsing.js';
import { embeddingPage, listen } from './embedding-page.js';
import { openWidgetsInBrowser, type WidgetsInBrowser } from './widgets-in-browser.js';

/**
 * The three elements under other display settings: forced colours, a dark page, no motion, right to left, a
 * narrow screen. `SCREENSHOTS=folder` saves a picture of each.
 */
const appearances = {
  plain: {},
  dark: { features: [{ name: 'prefers-color-scheme', value: 'dark' }] },
  'forced-colours': {
    features: [
      { name: 'forced-colors', value: 'active' },
      { name: 'prefers-color-scheme', value: 'dark' },
    ],
  },
  'reduced-motion': { features: [{ name: 'prefers-reduced-motion', value: 'reduce' }] },
  'right-to-left': { direction: 'rtl' },
} as const;

/** The content of the page, and the actions that open everything. */
const scenes = {
  'recs loading': { scenario: 'slow', body: '<shop-recs></shop-recs>', ready: '.bone' },
  recs: {
    scenario: 'ok',
    body: '<shop-recs placement="trending"></shop-recs><shop-recs placement="related" layout="grid" limit="4"></shop-recs>',
    ready: 'li[data-product] .add',
  },
  'recs empty': { scenario: 'empty', body: '<shop-recs></shop-recs>', ready: '.message' },
  'recs failed': { scenario: 'error', body: '<shop-recs></shop-recs>', ready: '.message .add' },
  chat: {
    scenario: 'ok',
    body: '<shop-chat></shop-chat>',
    ready: 'button[part=button]',
    async open(page: Page) {
      await (await found(page, 'button[part=button]')).click();
      await found(page, 'textarea');
      await page.keyboard.type('red mugs');
      await page.keyboard.press('Enter');
      await found(page, '.reply');
    },
  },
  stock: {
    scenario: 'ok',
    body: '<stock-dashboard session-url="/session"></stock-dashboard>',
    ready: 'td',
  },
  'stock drawer': {
    scenario: 'ok',
    body: '<stock-dashboard session-url="/session"></stock-dashboard>',
    ready: 'td',
    async open(page: Page) {
      await (await found(page, 'th[scope=row] button')).click();
      await found(page, 'supply-terms-form');
      await found(page, 'demand-chart');
    },
  },
} as const;

interface Appearance {
  features?: readonly { name: string; value: string }[];
  direction?: string;
}
interface Scene {
  scenario: string;
  body: string;
  ready: string;
  open?: (page: Page) => Promise<void>;
}
const widths = { wide: 1280, narrow: 390 };

describe('the elements', () => {
  let widgets: WidgetsInBrowser;

  beforeAll(async () => {
    widgets = await openWidgetsInBrowser();
  });
  afterAll(() => widgets.close());

  async function inScene(
    scene: Scene,
    { features, direction }: Appearance,
    width: number,
    work: (page: Page) => Promise<void>,
  ) {
    const key = `pk_${scene.scenario}_appearance000000000`;
    const site = await listen(embeddingPage(widgets.server, key, `${scene.body}<a href="#end">The end</a>`));
    const page = await widgets.browser.newPage();
    try {
      await page.setViewport({ width, height: 900 });
      const session = await page.createCDPSession();
      if (features) await session.send('Emulation.setEmulatedMedia', { features: [...features] });
      if (direction) {
        await page.evaluateOnNewDocument((dir: string) => {
          new MutationObserver(() => {
            if (document.documentElement) document.documentElement.dir = dir;
          }).observe(document, { childList: true });
        }, direction);
      }
      const isDark = features?.some(({ value }) => value === 'dark');
      if (isDark) await session.send('Page.setBypassCSP', { enabled: true });
      await page.goto(site.origin);
      if (isDark)
        await page.addStyleTag({ content: 'html { color-scheme: dark; background: #111; color: #eee }' });
      await found(page, scene.ready);
      await scene.open?.(page);
      await work(page);
    } finally {
      await page.close();
      await site.close();
    }
  }

  for (const [name, scene] of Object.entries(scenes) as [string, Scene][]) {
    for (const [appearanceName, appearance] of Object.entries(appearances) as [string, Appearance][]) {
      it(`${name}, ${appearanceName}: nothing that axe finds, nothing wider than the screen`, async () => {
        // Narrow pages differ only in layout, so two of the appearances are enough.
        const isLayout = ['plain', 'right-to-left'].includes(appearanceName);
        for (const [widthName, width] of Object.entries(isLayout ? widths : { wide: widths.wide })) {
          await inScene(scene, appearance, width, async (page) => {
            await keepPicture(page, `${name} ${appearanceName} ${widthName}`);
            expect(await violationsOfAxe(page), widthName).toEqual([]);
            expect(await page.evaluate(() => document.documentElement.scrollWidth), widthName).toBe(width);
            if (appearanceName === 'reduced-motion') expect(await motions(page)).toEqual([]);
            if (appearanceName === 'forced-colours') expect(await unreadable(page)).toEqual([]);
          });
        }
      });
    }

    it(`${name}: the Tab key reaches everything, shows where it is, and leaves again`, async () => {
      await inScene(scene, {}, widths.wide, async (page) => {
        const walk: string[] = [];
        let isOut = false;
        for (let step = 0; step < 120 && !isOut; step++) {
          await page.keyboard.press('Tab');
          const focus = await focused(page);
          if (focus.name !== '') {
            expect(focus.isMarked, `${focus.name} shows its focus`).toBe(true);
            walk.push(focus.name);
          }
          isOut = focus.isEnd || focus.name === '';
        }
        // A dialog keeps the focus until Escape closes it.
        if (!isOut) {
          await page.keyboard.press('Escape');
          expect((await focused(page)).isInDialog, walk.join(', ')).toBe(false);
        }
        if (scene.open) expect(new Set(walk).size).toBeGreaterThan(2);
      });
    });
  }
});

async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder)
    await page.screenshot({ path: `${folder}/${name.replaceAll(' ', '-')}.png` as `${string}.png` });
}

/** Running animations and transitions, in any shadow root. */
function motions(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter(
        ({ playState, effect }) =>
          playState === 'running' && Number(effect?.getComputedTiming().duration) > 1,
      )
      .map(({ effect }) => (effect as KeyframeEffect).target?.className ?? ''),
  );
}

/**
 * Text in the colour of the page's background. With forced colours a browser draws that background behind it,
 * unless the element keeps its own colours.
 */
function unreadable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // On a dark page this is our own style. With forced colours it is the system's.
    const canvas = getComputedStyle(document.documentElement).backgroundColor;
    const found: string[] = [];
    const look = (root: ParentNode) => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        const hasText = [...element.childNodes].some(
          (node) => node.nodeType === 3 && node.textContent?.trim(),
        );
        const style = getComputedStyle(element);
        if (hasText && style.color === canvas && style.getPropertyValue('forced-color-adjust') !== 'none')
          found.push(element.className);
      }
    };
    look(document);
    return found;
  });
}

/** The focused element, through all shadow roots. */
function focused(page: Page) {
  return page.evaluate(() => {
    let element = document.activeElement;
    let isInDialog = false;
    while (element) {
      if (element.closest('dialog, [role=dialog]')) isInDialog = true;
      const inner: Element | null = element.shadowRoot?.activeElement ?? null;
      if (!inner) break;
      element = inner;
    }
    if (!element || element === document.body) return { name: '', isMarked: false, isEnd: false, isInDialog };
    const style = getComputedStyle(element);
    const isMarked = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
    const label = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return {
      name: `${element.localName} ${element.getAttribute('name') ?? ''} ${label.trim().slice(0, 40)}`,
      isMarked,
      isEnd: element.getAttribute('href') === '#end',
      isInDialog,
    };
  });
}
