import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createReporter, type BenchmarkArea, type BenchmarkOptions } from './report.js';

/**
 * `npm run -s bench -- <area> [--set NAME] [--json]`, or on your own data `--data DIR --protocol P`, with `--oos NAME` for
 * `intents` and `--season 7 --horizon 28 --windows 2` for `series`. Protocols: `docs/benchmarks.md`.
 */

const areas: Record<string, () => Promise<{ run: BenchmarkArea }>> = {
  recommend: () => import('./recommend/index.js'),
  forecast: () => import('./forecast/index.js'),
  chat: () => import('./chat/index.js'),
  search: () => import('./search/index.js'),
  serve: () => import('./serve/index.js'),
  page: () => import('./page/index.js'),
};

const { values, positionals } = readArguments();

const wanted = positionals.length > 0 ? positionals : Object.keys(areas);
const unknown = wanted.filter((name) => !(name in areas));
if (unknown.length > 0) {
  process.stderr.write(
    `bench: no area "${unknown.join('", "')}"; there are ${Object.keys(areas).join(', ')}\n`,
  );
  process.exit(1);
}
const directory = process.env.BENCH_DATA ?? '';
if (!existsSync(directory) && values.data === undefined) {
  process.stderr.write(
    `bench: no data at ${directory}. Set BENCH_DATA to a folder that holds the public sets named in docs/benchmarks.md.\n`,
  );
  process.exit(1);
}
const options: BenchmarkOptions = {
  dataDirectory: directory,
  ...(values.set !== undefined && { set: values.set }),
  ...(values.data !== undefined && {
    own: {
      directory: values.data,
      protocol: values.protocol ?? '',
      flags: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])),
    },
  }),
  report: createReporter(values.json === true),
};
for (const name of wanted) {
  const area = await areas[name]!();
  await area.run(options);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        set: { type: 'string' },
        json: { type: 'boolean' },
        data: { type: 'string' },
        protocol: { type: 'string' },
        oos: { type: 'string' },
        season: { type: 'string' },
        horizon: { type: 'string' },
        windows: { type: 'string' },
      },
    });
  } catch (error) {
    process.stderr.write(`bench: ${(error as Error).message.split('. To specify')[0]}\n`);
    process.exit(1);
  }
}
