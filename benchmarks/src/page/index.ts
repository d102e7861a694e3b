import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { BenchmarkArea, BenchmarkOptions } from '../report.js';
import { readRetailHistory } from '../serve/retail-history.js';
import { measurePages, type PageFigures } from './measure-page.js';
import { openShop } from './shop.js';

/**
 * What our code costs a shop's page: bytes after gzip, and, in a Chromium with a cold cache against the real server
 * with a real shop behind it, the time from asking for shop.js to products on the screen, layout shift, and tasks that
 * hold up the page on a processor four times slower. Nothing else runs on the page, so every task counted is ours.
 */
const visits = 9;
const built = path.dirname(fileURLToPath(import.meta.resolve('@shelfwise/widgets/manifest.json')));

export const run: BenchmarkArea = async (options) => {
  if (options.set !== undefined && options.set !== 'elements') return;
  await reportBytes(options);
  options.report.note('page: making a shop of real sales');
  const shop = await openShop(await readRetailHistory(options.dataDirectory));
  try {
    options.report.note(`page: ${visits} visits with a cold cache, then ${visits} on a slow processor`);
    report('shop-recs', await measurePages({ address: shop.pageUrl, visits, slowdown: 1 }), options);
    report('shop-recs, CPU x4', await measurePages({ address: shop.pageUrl, visits, slowdown: 4 }), options);
  } finally {
    await shop.close();
  }
};

async function reportBytes(options: BenchmarkOptions) {
  const modules = await readdir(path.join(built, 'modules'));
  const scripts = ['shop.js', ...modules.map((name) => path.join('modules', name))];
  for (const file of scripts.filter((name) => name.endsWith('.js'))) {
    const value = gzipSync(await readFile(path.join(built, file)), { level: 9 }).length;
    const method = path.basename(file).replace(/-[\w-]{8}\.js$/, '');
    options.report.cost({ area: 'page', set: 'elements', method, metric: 'gzip bytes', value, unit: 'B' });
  }
}

function report(method: string, figures: PageFigures, options: BenchmarkOptions) {
  const line = (metric: string, value: number, unit: string) =>
    options.report.cost({ area: 'page', set: 'elements', method, metric, value, unit });
  line('painted ms, median', figures.paintedMsMedian, 'ms');
  line('painted ms, worst', figures.paintedMsWorst, 'ms');
  line('CLS', figures.layoutShift, '');
  line('long tasks', figures.longTasks, '');
  line('longest task ms', figures.longestTaskMs, 'ms');
}
