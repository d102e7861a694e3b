import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createReporter, type BenchmarkArea, type BenchmarkOptions } from './report.js';

/** `npm run -s bench -- <area> [--set NAME] [--json] [--data DIR --protocol P [--season 7 --horizon 28 --windows 2]]`. */

const areas: Record<string, () => Promise<{ run: BenchmarkArea }>> = {
  recommend: () => import('./recommend/index.js'),
  forecast: () => import('./forecast/index.js'),
  chat: () => import('./chat/index.js'),
  search: () => import('./search/index.js'),
  serve: () => import('./serve/index.js'),
  page: () => import('./page/index.js'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    set: { type: 'string' },
    json: { type: 'boolean' },
    data: { type: 'string' },
    protocol: { type: 'string' },
    season: { type: 'string' },
    horizon: { type: 'string' },
    windows: { type: 'string' },
  },
});

const wanted = positionals.length > 0 ? positionals : Object.keys(areas);
const unknown = wanted.filter((name) => !(name in areas));
if (unknown.length > 0) {
  process.stderr.write(
    `bench: no area "${unknown.join('", "')}"; there are ${Object.keys(areas).join(', ')}\n`,
  );
  process.exit(1);
}
const directory = process.env.BENCH_DATA ?? '';
if (!existsSync(directory) && typeof values.data !== 'string') {
  process.stderr.write(
    `bench: no data at ${directory}. Set BENCH_DATA to a folder that holds the public sets named in docs/benchmarks.md.\n`,
  );
  process.exit(1);
}
const options: BenchmarkOptions = {
  dataDirectory: directory,
  ...(typeof values.set === 'string' && { set: values.set }),
  ...(typeof values.data === 'string' && {
    own: {
      directory: values.data,
      protocol: String(values.protocol ?? ''),
      flags: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])),
    },
  }),
  report: createReporter(values.json === true),
};
for (const name of wanted) {
  const area = await areas[name]!();
  await area.run(options);
}
