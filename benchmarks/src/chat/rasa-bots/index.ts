import { trainAssistant } from '@shelfwise/core/dialogue';
import { bootstrapMean, type Reporter } from '../../report.js';
import { bots } from './bots.js';
import { digestOf, isOfRulesAndForms, readRecording, type RecordedTurn } from './recording.js';
import { readBot, replay, type ReplayedTurn, type Reading } from './replay.js';

/**
 * Two published bots, run by the engine and by a real Rasa 3.6.21 (recorded by `record.ts`): how often both do and say
 * the same where Rasa's rules and forms decided. Conversations run freely: what differs early differs later too.
 */
export async function reportRasaBots(dataDirectory: string, report: Reporter): Promise<void> {
  const turns: Record<Reading, boolean[]> = { own: [], recorded: [] };
  const conversations: Record<Reading, boolean[]> = { own: [], recorded: [] };
  for (const bot of bots) {
    const recording = readRecording(bot.name);
    report.note(`${bot.name}: training`);
    const model = trainAssistant(readBot(dataDirectory, bot), []);
    for (const reading of ['own', 'recorded'] as const) {
      for (const [number, conversation] of recording.entries()) {
        const replayed = await replay(model, bot, conversation, reading);
        const agreed = conversation.flatMap((turn, i) =>
          isOfRulesAndForms(turn) ? [{ turn, ours: replayed[i]!, same: agree(turn, replayed[i]!) }] : [],
        );
        for (const { turn, ours } of agreed.filter(({ same }) => !same)) {
          report.note(`${bot.name} ${number + 1}, ${reading} reading: ${describe(turn, ours)}`);
        }
        turns[reading].push(...agreed.map(({ same }) => same));
        if (agreed.length > 0) conversations[reading].push(agreed.every(({ same }) => same));
      }
    }
  }
  for (const [reading, method] of [
    ['own', 'embedded'],
    ['recorded', 'embedded, Rasa reads'],
  ] as const) {
    for (const [metric, outcomes] of [
      ['turn agreement', turns[reading]],
      ['conversations passed', conversations[reading]],
    ] as const) {
      const sums = outcomes.map(Number);
      report.quality({
        area: 'chat',
        set: 'rasa-bots',
        method,
        ours: reading === 'own',
        metric,
        value: sums.reduce((sum, one) => sum + one, 0) / sums.length,
        ...bootstrapMean(
          sums,
          sums.map(() => 1),
        ),
        higherIsBetter: true,
      });
    }
  }
}

/** The same actions in the same order, and the same words. */
export function agree(recorded: RecordedTurn, ours: ReplayedTurn): boolean {
  const names = recorded.actions.map(({ name }) => name);
  return names.join() === ours.actions.join() && recorded.said === digestOf(ours.said);
}

function describe({ text, intent, actions, said }: RecordedTurn, ours: ReplayedTurn): string {
  const names = actions.map(({ name }) => name).join(' ▸ ');
  return `"${text}"\n  Rasa ${intent.name}: ${names} | ${said}\n  here ${ours.intent}: ${ours.actions.join(' ▸ ')} | ${digestOf(ours.said)} ${ours.said.join(' ')}`;
}
