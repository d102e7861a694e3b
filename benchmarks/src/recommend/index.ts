import type { BenchmarkArea, BenchmarkOptions } from '../report.js';
import { runColdItems } from './cold-items.js';
import { runGrowth } from './growth.js';
import { runOwnBaskets } from './own-baskets.js';
import { runOnlineRetailForYou } from './retail-for-you.js';
import { runOnlineRetail } from './retail-sets.js';
import { runOwnSequences, runSequenceSet } from './sequence-sets.js';
import { runOwnSessions, runSessionSet } from './session-sets.js';
import { runTaFeng } from './ta-feng.js';

type Run = (directory: string, report: BenchmarkOptions['report']) => void;

const sets: Record<string, Run> = {
  diginetica: (directory, report) => runSessionSet('diginetica', directory, report),
  yoochoose: (directory, report) => runSessionSet('yoochoose', directory, report),
  beauty: (directory, report) => runSequenceSet('beauty', directory, report),
  sports: (directory, report) => runSequenceSet('sports', directory, report),
  'online-retail': runOnlineRetail,
  'online-retail-for-you': runOnlineRetailForYou,
  'ta-feng': runTaFeng,
  'cold-items': runColdItems,
  growth: (_, report) => runGrowth(report),
};

/** `--data DIR --protocol P` */
const protocols: Record<string, Run> = {
  sessions: runOwnSessions,
  sequences: runOwnSequences,
  baskets: runOwnBaskets,
};

/** Recommendation quality and training cost; the protocol of each set stands in its file. */
export const run: BenchmarkArea = async ({ dataDirectory, set, own, report }) => {
  if (own) {
    const evaluate = protocols[own.protocol];
    if (evaluate) evaluate(own.directory, report);
    else
      report.note(`recommend: no protocol "${own.protocol}"; there are ${Object.keys(protocols).join(', ')}`);
    return;
  }
  for (const [name, evaluate] of Object.entries(sets)) {
    if (set === undefined || set === name) evaluate(dataDirectory, report);
  }
};
