import { readFile, readdir, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { rollup } from 'rollup';
import { configuration } from '../../../packages/widgets/rollup.config.mjs';
import type { BenchmarkArea, BenchmarkOptions } from '../report.js';
import { measurePages, type PageFigures } from './measure-page.js';

/**
 * What our code costs a shop's page: bytes after gzip, and, in a Chromium with a cold cache against a local server,
 * the time from asking for shop.js to products on the screen, layout shift, and tasks that hold up the page on a
 * processor four times slower. Nothing else runs on the page, so every task counted is ours.
 */
const visits = 9;

export const run: BenchmarkArea = async (options) => {
  const dist = await mkdtemp(path.join(tmpdir(), 'bench-widgets-'));
  try {
    for (const { output, ...input } of configuration(dist)) {
      const bundle = await rollup(input);
      await bundle.write(output);
      await bundle.close();
    }
    await reportBytes(dist, options);
    options.report.note(`page: ${visits} visits with a cold cache, then ${visits} on a slow processor`);
    report('page', await measurePages({ dist, visits, slowdown: 1 }), options);
    report('page, CPU x4', await measurePages({ dist, visits, slowdown: 4 }), options);
  } finally {
    await rm(dist, { recursive: true, force: true });
  }
};

async function reportBytes(dist: string, options: BenchmarkOptions) {
  const modules = await readdir(path.join(dist, 'modules'));
  for (const file of ['shop.js', ...modules.map((name) => path.join('modules', name))]) {
    const bytes = gzipSync(await readFile(path.join(dist, file)), { level: 9 }).length;
    const method = path.basename(file).replace(/-[\w-]{8}\.js$/, '');
    options.report.cost({ area: 'page', set: 'bytes', method, metric: 'gzip', value: bytes, unit: 'B' });
  }
}

function report(set: string, figures: PageFigures, options: BenchmarkOptions) {
  const line = (metric: string, value: number, unit: string) =>
    options.report.cost({ area: 'page', set, method: 'shop-recs', metric, value, unit });
  line('painted, median', figures.paintedMsMedian, 'ms');
  line('painted, worst', figures.paintedMsWorst, 'ms');
  line('layout shift', figures.layoutShift, '');
  line('tasks over 50 ms', figures.longTasks, '');
  line('longest task', figures.longestTaskMs, 'ms');
}
