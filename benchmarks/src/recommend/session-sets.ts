import path from 'node:path';
import type { Reporter } from '../report.js';
import { checkCounts, readLines } from './read-lines.js';
import { cpuSecondsSince, reportQuality, reportSpeed, type Anchor } from './report-ranking.js';
import { sessionMethods } from './session-methods.js';
import { askSessions, itemCountOf, type SessionData } from './session-protocol.js';

/**
 * Next item of a guest's visit. Diginetica (CIKM Cup 2016) and Yoochoose 1/64 (RecSys Challenge 2015), preprocessed as
 * in SR-GNN (Wu et al. 2019); research use. Held against session-rec (Ludewig et al.) and SLIST (Choi et al. 2021).
 */
interface SessionSet {
  folder: string;
  published: Record<string, number>;
  /** Days that the training part spans. */
  spanDays: number;
  anchors: Record<'HR@20' | 'MRR@20', Anchor>;
}

const sets: Record<string, SessionSet> = {
  diginetica: {
    folder: 'diginetica',
    published: { 'train visits': 186_670, 'train events': 906_140, 'test visits': 15_963, questions: 60_858 },
    spanDays: 145,
    anchors: {
      'HR@20': { value: 0.5291, source: 'SLIST; VSKNN .5203, DIDN .5375' },
      'MRR@20': { value: 0.1886, source: 'SLIST; VSKNN .1841, DIDN .1886' },
    },
  },
  yoochoose: {
    folder: 'yoochoose1_64',
    published: { 'train visits': 116_167, 'train events': 486_026, 'test visits': 15_324, questions: 55_898 },
    spanDays: 6,
    anchors: {
      'HR@20': { value: 0.7088, source: 'SLIST; VSKNN .6961' },
      'MRR@20': { value: 0.3083, source: 'SLIST; VSKNN .2879' },
    },
  },
};

export function runSessionSet(name: string, dataDirectory: string, report: Reporter): void {
  const set = sets[name]!;
  const data = readVisits(path.join(dataDirectory, 'recsys', set.folder));
  checkCounts(
    name,
    {
      'train visits': data.train.length,
      'train events': data.train.reduce((sum, visit) => sum + visit.length, 0),
      'test visits': data.test.length,
      questions: data.test.reduce((sum, visit) => sum + visit.length - 1, 0),
    },
    set.published,
  );
  evaluateSessions(name, data, set.spanDays, report, set.anchors);
}

/** Anybody's own visits: `train_sessions.txt` and `test_sessions.txt`, item ids of any form, oldest visit first. */
export function runOwnSessions(directory: string, report: Reporter): void {
  evaluateSessions('own sessions', readVisits(directory), 90, report);
}

function readVisits(directory: string): SessionData {
  const numbers = new Map<string, number>();
  const toNumber = (id: string) => {
    let number = numbers.get(id);
    if (number === undefined) numbers.set(id, (number = numbers.size));
    return number;
  };
  const read = (file: string) =>
    readLines(directory, file)
      .filter((line) => line !== '')
      .map((line) => line.trim().split(/\s+/).map(toNumber));
  const train = read('train_sessions.txt');
  const test = read('test_sessions.txt');
  return { train, test, itemCount: itemCountOf(train, test) };
}

function evaluateSessions(
  set: string,
  data: SessionData,
  spanDays: number,
  report: Reporter,
  anchors?: SessionSet['anchors'],
): void {
  for (const method of sessionMethods(spanDays)) {
    report.note(`${set}: ${method.name}`);
    const fitStart = process.cpuUsage();
    const nextItem = method.fit(data);
    const fitSeconds = cpuSecondsSince(fitStart);
    const askStart = process.cpuUsage();
    const scores = askSessions(data.test, nextItem);
    const askSeconds = cpuSecondsSince(askStart);
    const line = { set, method: method.name, ours: method.ours };
    for (const [metric, sums] of [
      ['HR@20', scores.hits],
      ['MRR@20', scores.reciprocals],
    ] as const) {
      reportQuality(report, { ...line, metric, anchor: anchors?.[metric] }, { sums, counts: scores.counts });
    }
    reportSpeed(report, line, fitSeconds, scores.questions, askSeconds);
  }
}
