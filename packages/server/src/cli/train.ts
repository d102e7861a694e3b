import { parseArgs } from 'node:util';
import { jobNames, type JobName } from '@shelfwise/core/wire';
import { jobDefinitions } from '../jobs/job-definitions.js';
import { JobRunner } from '../jobs/running/job-runner.js';
import { createLogger } from '../observability/logger.js';
import { UsageError, type Command } from './command.js';

/** What makes models and forecasts, in the order in which one may use the other's result. */
const trainingJobs: JobName[] = [
  'learn-recommendations',
  'train-assistant',
  'learn-demand',
  'forecast-demand',
];

export const trainCommand: Command = {
  name: 'train',
  usage: '[--shop NAME] [JOB …]',
  summary: `run jobs now and wait for them: ${trainingJobs.join(', ')}`,
  async run(args, context) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { shop: { type: 'string' } },
    });
    const unknown = positionals.find((name) => !jobNames.some((known) => known === name));
    if (unknown !== undefined) {
      throw new UsageError(`There is no job "${unknown}": there are ${jobNames.join(', ')}.`);
    }
    const jobs = (positionals.length > 0 ? positionals : trainingJobs) as JobName[];
    const { config } = context;
    const store = await context.openStore();
    const shops = (await store.shops.list()).filter(
      ({ name }) => values.shop === undefined || name === values.shop,
    );
    if (shops.length === 0) {
      throw new UsageError(
        values.shop === undefined ? 'No shops yet.' : `There is no shop "${values.shop}".`,
      );
    }
    const runner = new JobRunner({
      openStoreOptions: { mongodbUrl: config.mongodbUrl, dataDirectory: config.dataDirectory },
      store,
      definitions: jobDefinitions,
      clock: () => new Date(),
      log: createLogger('silent'),
      workers: 1,
    });
    try {
      const done: object[] = [];
      const lines: string[] = [];
      for (const shop of shops) {
        for (const job of jobs.filter((name) => jobDefinitions.some((known) => known.name === name))) {
          const startedAt = performance.now();
          const summary = await runner.runNow(shop.id, job);
          const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
          const facts = Object.entries(summary).map(([name, value]) => `${name} ${value}`);
          lines.push(`${shop.name}  ${job.padEnd(22)} ${seconds} s  ${facts.join(', ')}`);
          done.push({ shop: shop.name, job, seconds, summary });
        }
      }
      context.print(lines, done);
    } finally {
      await runner.close();
    }
  },
};
