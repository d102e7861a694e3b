import type { TodayInsights } from '@shelfwise/core/wire';
import { createPauses } from '../../following/in-slices.js';
import { dayMs } from '../../rules/days/durations.js';
import { holdsPersonalDetails } from '../../rules/people/personal-details.js';
import type { Id, ShopDocument } from '../../stores/port/documents.js';
import type { Store, UnansweredMessage } from '../../stores/port/store.js';

const shownItems = 10;
/** Days back, and messages, that are read. */
const readDays = 28;
const maxRead = 500;

type Question = TodayInsights['unansweredQuestions']['items'][number];

export interface UnansweredQuestionsOptions {
  store: Pick<Store, 'conversations'>;
  clock: () => Date;
  /** Whether the owner has written an answer since `since`. Answers from before did not help the shopper. */
  isAnswered: (shopId: Id, question: string, since: Date) => Promise<boolean>;
}

/** Questions of shoppers that the chat could not answer, for the owner to answer or dismiss. */
export class UnansweredQuestions {
  private readonly store: UnansweredQuestionsOptions['store'];
  private readonly clock: () => Date;
  private readonly isAnswered: UnansweredQuestionsOptions['isAnswered'];

  constructor({ store, clock, isAnswered }: UnansweredQuestionsOptions) {
    this.store = store;
    this.clock = clock;
    this.isAnswered = isAnswered;
  }

  /** The open questions, the most frequent first. */
  async list(shop: ShopDocument): Promise<TodayInsights['unansweredQuestions']> {
    const open: Question[] = [];
    const pause = createPauses();
    for (const question of countQuestions(await this.read(shop))) {
      await pause();
      if (!(await this.isAnswered(shop.id, question.text, new Date(question.at)))) open.push(question);
    }
    open.sort((a, b) => b.count - a.count);
    const total = open.reduce((sum, { count }) => sum + count, 0);
    return { total, items: open.slice(0, shownItems) };
  }

  /** Dismisses a question in every spelling. It comes back when it is asked again. */
  async dismiss(shop: ShopDocument, text: string, actor: string): Promise<void> {
    const messages = (await this.read(shop)).filter(
      (message) => foldQuestion(message.text) === foldQuestion(text),
    );
    if (messages.length === 0) return;
    const audit = () => ({ at: this.clock(), actor, action: 'question.dismiss' });
    await this.store.conversations.dismiss(shop.id, messages, audit);
  }

  /** Messages with personal details are never shown to the owner. */
  private async read(shop: ShopDocument): Promise<UnansweredMessage[]> {
    const since = new Date(this.clock().getTime() - readDays * dayMs);
    const pause = createPauses();
    const kept = [];
    for (const message of await this.store.conversations.listUnanswered(shop.id, since, maxRead)) {
      await pause();
      if (!holdsPersonalDetails(message.text)) kept.push(message);
    }
    return kept;
  }
}

function countQuestions(messages: readonly UnansweredMessage[]): Question[] {
  const byText = new Map<string, Question>();
  for (const { text, at } of messages) {
    const folded = foldQuestion(text);
    const held = byText.get(folded);
    if (held) held.count += 1;
    else byText.set(folded, { text, at: at.toISOString(), count: 1 });
  }
  return [...byText.values()];
}

/** Makes spellings of one question equal: lower case, without punctuation and repeated spaces. */
function foldQuestion(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();
}
