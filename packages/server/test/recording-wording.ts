import type { Phrase, Value } from '../src/assistants/wording/phrase.js';
import { Wording } from '../src/assistants/wording/wording.js';

/** Keeps every response that actions give, so that tests assert names and values instead of sentences. */
export class RecordingWording extends Wording {
  private phrases: Phrase[] = [];

  protected override note(phrase: Phrase): void {
    this.phrases.push(phrase);
  }

  /** The responses since the last call, parts of sentences included, outer ones first. */
  take(): Phrase[] {
    return this.phrases.splice(0);
  }
}

/** A value as tests compare it: `price_up_to(£5.00)` for a part of a sentence, `a & b` for a list. */
export function notation(value: Value): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if ('list' in value) return value.list.map(notation).join(' & ');
  if ('currency' in value) return value.currency;
  if ('capitalized' in value) return notation(value.capitalized);
  const values = Object.values(value.values ?? {}).map(notation);
  const name = value.response.replace(/^phrase_/, '');
  return values.length === 0 ? name : `${name}(${values.join(', ')})`;
}

/** The text of a value in the words of the default project. */
export async function wordsOf(value: Value): Promise<string> {
  const message = { type: 'text' as const, sentences: [value] };
  const [worded] = await new Wording().word([message], { language: 'en', slots: {}, random: () => 0 });
  return worded?.type === 'text' ? worded.text : '';
}
