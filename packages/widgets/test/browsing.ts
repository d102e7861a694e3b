import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { ElementHandle, Page } from 'puppeteer-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Waits until at least `count` elements match, in any shadow root. The page's policy forbids the evaluation
 * that `waitForSelector` needs.
 */
export async function found(page: Page, selector: string, count = 1): Promise<ElementHandle> {
  for (const end = performance.now() + 10_000; performance.now() < end;) {
    const handle = await page.evaluateHandle(
      (wanted: string, least: number) => {
        const matches: Element[] = [];
        const search = (root: ParentNode) => {
          matches.push(...root.querySelectorAll(wanted));
          for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) search(shadowRoot);
        };
        search(document);
        return matches.length >= least ? matches[0]! : null;
      },
      selector,
      count,
    );
    const element = handle.asElement();
    if (element) return element as ElementHandle;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  throw new Error(`no ${count} × ${selector} on the page`);
}

/** The violations that axe finds on the page. */
export async function violationsOfAxe(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<AxeResults> } };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}
