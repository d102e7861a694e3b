import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fork } from 'node:child_process';
import {
  encodeAssistant,
  parseProject,
  runTurn,
  trainAssistant,
  type AssistantModel,
} from '@shelfwise/core/dialogue';
import type { Reporter } from '../report.js';
import { readHint3 } from './intent-sets.js';

const figure = { area: 'chat', set: 'shop-bot', method: 'embedded' };

/**
 * What the assistant that every shop has costs: 35 intents. Questions are what shoppers really asked two shops
 * (HINT3), each the first of a conversation; what the shop's own actions would look up is not in the times.
 */
export async function reportShopBot(dataDirectory: string, report: Reporter): Promise<void> {
  const project = parseProject(projectFiles());
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const model = trainAssistant(project, []);
  const cpu = process.cpuUsage(cpuBefore);
  report.cost({
    ...figure,
    metric: 'train seconds',
    value: rounded((performance.now() - startedAt) / 1000, 2),
    unit: 's',
    cpuSeconds: secondsOf(cpu),
  });
  const questions = (['SOFMattress', 'Curekart'] as const).flatMap((shop) =>
    readHint3(dataDirectory, shop).test.map(({ text }) => text),
  );
  const cpuBeforeReplies = process.cpuUsage();
  const times = await replyTimes(model, questions);
  const cpuEach = (1000 * secondsOf(process.cpuUsage(cpuBeforeReplies))) / questions.length;
  report.note(`shop-bot: ${questions.length} replies, ${cpuEach.toFixed(2)} ms of CPU each`);
  report.cost({
    ...figure,
    metric: 'reply p50 ms',
    value: rounded(times[times.length >> 1]!, 2),
    unit: 'ms',
  });
  const p99 = times[Math.floor(times.length * 0.99)]!;
  report.cost({ ...figure, metric: 'reply p99 ms', value: rounded(p99, 2), unit: 'ms' });
  const { seconds, cpuSeconds } = await coldStart(encodeAssistant(model));
  report.cost({
    ...figure,
    metric: 'ready after cold start',
    value: rounded(seconds, 2),
    unit: 's',
    cpuSeconds,
  });
}

/** Ascending, in ms. */
async function replyTimes(model: AssistantModel, questions: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const text of questions) {
    const startedAt = performance.now();
    const turn = runTurn(
      model,
      [],
      { text },
      () => Promise.resolve(undefined),
      () => 0,
    );
    while (!(await turn.next()).done);
    times.push(performance.now() - startedAt);
  }
  return times.sort((a, b) => a - b);
}

/** Seconds from starting a process that has nothing but the stored model to its first answer. */
async function coldStart(bytes: Uint8Array): Promise<{ seconds: number; cpuSeconds: number }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-bench-'));
  const file = path.join(folder, 'assistant');
  writeFileSync(file, bytes);
  const startedAt = performance.now();
  const child = fork(fileURLToPath(new URL('shop-bot-process.js', import.meta.url)), [file]);
  const [cpuSeconds] = (await once(child, 'message')) as [number];
  const seconds = (performance.now() - startedAt) / 1000;
  await once(child, 'exit');
  rmSync(folder, { recursive: true });
  return { seconds, cpuSeconds };
}

function projectFiles() {
  const server = path.dirname(fileURLToPath(import.meta.resolve('@shelfwise/server/main.js')));
  const folder = path.join(server, '..', 'assistant', 'en');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((name) => ({ path: name, text: readFileSync(path.join(folder, name), 'utf8') }));
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function secondsOf({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1e6;
}
