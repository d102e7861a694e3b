import type { BenchmarkArea } from '../report.js';
import {
  bestThreshold,
  decide,
  judge,
  reportHint3,
  reportLatency,
  reportShare,
  trainTimed,
} from './intents.js';
import { judgeEntities, reportF1 } from './entities.js';
import { readHwu64Entities, readOwnEntities } from './entity-sets.js';
import { oos, readBanking77, readClinc150, readHint3, readHwu64, readOwnIntents } from './intent-sets.js';
import { reportRasaBots } from './rasa-bots/index.js';
import { reportShopBot } from './shop-bot.js';

/**
 * `bench -- chat [--set banking77|hwu64|clinc150|hint3|hwu64-entities|rasa-bots|shop-bot]`, or on your own data
 * `--data DIR --protocol intents [--oos NAME]` or `--data DIR --protocol entities`.
 */
export const run: BenchmarkArea = async ({ dataDirectory, set, own, report }) => {
  if (own?.protocol === 'entities') {
    reportF1(report, 'own', [judgeEntities(readOwnEntities(own.directory), report)]);
    return;
  }
  if (own) {
    if (own.protocol !== 'intents') {
      throw new Error(`chat: no protocol "${own.protocol}"; there are: intents, entities`);
    }
    const data = readOwnIntents(own.directory, own.flags.oos);
    const classifier = trainTimed(data, report);
    const judged = judge(classifier, data.test);
    const inScope = judged.filter((item) => item.truth !== oos);
    reportShare(
      report,
      'own',
      'accuracy',
      inScope.map((item) => item.predicted === item.truth),
    );
    if (inScope.length < judged.length) {
      const decisions = decide(judged, 0.5);
      const outside = judged.flatMap((item, i) => (item.truth === oos ? [decisions[i] === oos] : []));
      reportShare(report, 'own', 'OOS recall', outside);
    }
    reportLatency(classifier, data, report);
    return;
  }
  const wants = (name: string) => set === undefined || set === name;

  for (const [name, read, anchor] of [
    ['banking77', readBanking77, { value: 0.9166, source: 'TF-IDF + SVM' }],
    ['hwu64', readHwu64, { value: 0.8913, source: 'TF-IDF + SVM' }],
  ] as const) {
    if (!wants(name)) continue;
    const data = read(dataDirectory);
    const classifier = trainTimed(data, report);
    const judged = judge(classifier, data.test);
    reportShare(
      report,
      name,
      'accuracy',
      judged.map((item) => item.predicted === item.truth),
      anchor,
    );
    reportLatency(classifier, data, report);
  }

  if (wants('clinc150')) {
    const data = readClinc150(dataDirectory);
    const classifier = trainTimed(data, report);
    const threshold = bestThreshold(judge(classifier, data.validation));
    const judged = judge(classifier, data.test);
    const decisions = decide(judged, threshold);
    const inside = judged.flatMap((item, i) => (item.truth === oos ? [] : [i]));
    const outside = judged.flatMap((item, i) => (item.truth === oos ? [i] : []));
    const rightFirst = inside.map((i) => judged[i]!.predicted === judged[i]!.truth);
    const rightDecision = inside.map((i) => decisions[i] === judged[i]!.truth);
    const refused = outside.map((i) => decisions[i] === oos);
    reportShare(report, 'clinc150', 'accuracy', rightFirst, { value: 0.9276, source: 'TF-IDF + SVM' });
    reportShare(report, 'clinc150', 'in-scope accuracy', rightDecision, {
      value: 0.962,
      source: 'BERT, Larson 2019',
    });
    reportShare(report, 'clinc150', 'OOS recall', refused, { value: 0.523, source: 'BERT, Larson 2019' });
    reportLatency(classifier, data, report);
  }

  if (wants('hint3')) {
    for (const [shop, anchor] of [
      ['SOFMattress', { value: 0.638, source: 'Dialogflow, HINT3' }],
      ['Curekart', { value: 0.603, source: 'Haptik, HINT3' }],
    ] as const) {
      const data = readHint3(dataDirectory, shop);
      reportHint3(report, shop, judge(trainTimed(data, report), data.test), anchor);
    }
  }

  if (wants('hwu64-entities')) {
    const folds = [1, 2, 3, 4, 5].map((fold) =>
      judgeEntities(readHwu64Entities(dataDirectory, fold), report),
    );
    reportF1(report, 'hwu64-entities', folds, { value: 0.8474, source: 'HERMIT, Vanzo 2019' });
  }

  if (wants('rasa-bots')) await reportRasaBots(dataDirectory, report);
  if (wants('shop-bot')) await reportShopBot(dataDirectory, report);
};
