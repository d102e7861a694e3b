import { chooseResponse, interpolate, type Domain, type ResponseVariation } from '@shelfwise/core/dialogue';
import type { BotMessage } from '@shelfwise/core/wire';
import { loadDefaultProject } from '../default-project.js';
import type { ActionMessage } from './action-message.js';
import type { Phrase, PhraseList, Value } from './phrase.js';

type Responses = Domain['responses'];
type QuickReply = Extract<BotMessage, { type: 'quick-replies' }>['replies'][number];

export interface WordingContext {
  /** Language of the default project whose responses fill in. */
  language: string;
  /** Responses of the project that the shop's assistant was trained on; they come first. */
  responses?: Responses;
  /** Conditions and placeholders of responses see them, as in Rasa. */
  slots: Readonly<Record<string, unknown>>;
  /** Chooses one of several variations. */
  random: () => number;
}

/**
 * Words what actions answer with. A response is looked up in the shop's own project first, then in the
 * default one, so a project without a newer response still gets words for it.
 */
export class Wording {
  async word(messages: readonly ActionMessage[], context: WordingContext): Promise<BotMessage[]> {
    const { responses: fallback } = (await loadDefaultProject(context.language)).domain;
    const words = new Words(context, fallback, (phrase) => this.note(phrase));
    return messages.flatMap((message) => words.ofMessage(message));
  }

  /** Hears of every response that is worded; tests read it. */
  protected note(_phrase: Phrase): void {
    // The words are all that shoppers need.
  }
}

/** The words of one turn. */
class Words {
  constructor(
    private readonly context: WordingContext,
    private readonly fallback: Responses,
    private readonly note: (phrase: Phrase) => void,
  ) {}

  ofMessage(message: ActionMessage): BotMessage[] {
    switch (message.type) {
      case 'text':
        return this.ofText(message);
      case 'quick-replies': {
        const replies = message.replies.map(({ title, payload }) => ({ title: this.text(title), payload }));
        return replies.length === 0 ? [] : [{ type: 'quick-replies', replies }];
      }
      case 'hand-off': {
        const { sentences, ...reach } = message;
        return [{ ...reach, text: this.text({ list: sentences, join: 'sentence' }) }];
      }
      default:
        return [message];
    }
  }

  private ofText({ sentences, links }: Extract<ActionMessage, { type: 'text' }>): BotMessage[] {
    const replies: QuickReply[] = [];
    const text = this.text({ list: sentences, join: 'sentence' }, replies);
    return [
      ...(text === ''
        ? []
        : [
            {
              type: 'text' as const,
              text,
              ...(links && { links: links.map(({ title, url }) => ({ title: this.text(title), url })) }),
            },
          ]),
      ...(replies.length === 0 ? [] : [{ type: 'quick-replies' as const, replies }]),
    ];
  }

  /** Buttons of the responses are added to `replies`. */
  private text(value: Value, replies: QuickReply[] = []): string {
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    if ('list' in value) return this.list(value, replies);
    if ('currency' in value) return this.currencyName(value.currency);
    if ('capitalized' in value) {
      const text = this.text(value.capitalized, replies);
      return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
    }
    this.note(value);
    const slots = this.slotsOf(value);
    const variation = this.variationOf(value.response, slots);
    for (const { title, payload } of variation?.buttons ?? [])
      replies.push({ title: interpolate(title, slots), payload: interpolate(payload, slots) });
    return interpolate(variation?.text ?? '', slots);
  }

  private variationOf(name: string, slots: Record<string, unknown>): ResponseVariation | undefined {
    const variations = this.context.responses?.[name] ?? this.fallback[name] ?? [];
    return chooseResponse(variations, slots, this.context.random);
  }

  /**
   * A phrase's values as texts, over the conversation's slots. A number `days` also sets `days_plural` to its
   * plural category in the language (`one`, `other`, …), for conditions to tell "day" from "days".
   */
  private slotsOf({ values = {} }: Phrase): Record<string, unknown> {
    const slots: Record<string, unknown> = { ...this.context.slots };
    for (const [name, value] of Object.entries(values)) {
      slots[name] = this.text(value);
      if (typeof value === 'number') {
        slots[`${name}_plural`] = new Intl.PluralRules(this.context.language).select(value);
      }
    }
    return slots;
  }

  private list({ list, join }: PhraseList, replies: QuickReply[]): string {
    const texts = list.map((item) => this.text(item, replies)).filter((text) => text !== '');
    if (join === 'sentence') return texts.join(' ');
    const isConjunction = join === 'and' || join === 'or';
    return texts.reduce(
      (before, next, i) => this.joined(isConjunction && i < texts.length - 1 ? 'comma' : join, before, next),
      '',
    );
  }

  private joined(join: PhraseList['join'], before: string, next: string): string {
    if (before === '') return next;
    const slots = { before, next };
    return interpolate(this.variationOf(`list_${join}`, slots)?.text ?? '{before} {next}', slots);
  }

  private currencyName(currency: string): string {
    const format = new Intl.NumberFormat(this.context.language, {
      style: 'currency',
      currency,
      currencyDisplay: 'name',
    });
    return format.formatToParts(2).find(({ type }) => type === 'currency')?.value ?? currency;
  }
}
