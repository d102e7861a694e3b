import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What a real Rasa did with one message. */
export interface RecordedTurn {
  text: string;
  intent: { name: string; confidence: number };
  entities: { entity: string; value: unknown; start: number; end: number; extractor: string }[];
  /** In order, without `action_listen`; with the policy that chose it. */
  actions: { name: string; policy: string }[];
  /** The policy that gave the word back to the shopper. */
  endedBy: string;
  /** `digestOf` its words: whether an answer is the same can be told without keeping the bot's sentences. */
  said: string;
}

/** Rasa's tracker keeps a response whole that its channel, and the engine, cut at empty lines. */
export function digestOf(said: readonly string[]): string {
  const words = said.join(' ').replace(/\s+/g, ' ').trim();
  return createHash('sha256').update(words).digest('hex').slice(0, 16);
}

export type RecordedConversation = RecordedTurn[];

export function recordingFile(bot: string): string {
  return fileURLToPath(new URL(`../../../recordings/rasa-bots/${bot}.jsonl`, import.meta.url));
}

/** A conversation a line. */
export function readRecording(bot: string): RecordedConversation[] {
  return readFileSync(recordingFile(bot), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedConversation);
}

/**
 * Whether rules and forms alone decided the turn. Where a story or the fallback for want of any prediction had a say,
 * nothing says that another engine should do the same.
 */
export function isOfRulesAndForms({ actions, endedBy }: RecordedTurn): boolean {
  const byRule = (policy: string) => policy.includes('RulePolicy');
  return (
    byRule(endedBy) &&
    actions.every(({ name, policy }) => byRule(policy) && name !== 'action_default_fallback')
  );
}
