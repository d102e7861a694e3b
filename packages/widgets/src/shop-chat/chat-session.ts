import type { BotMessage, ConversationMessages } from '@shelfwise/core/wire';
import { ApiProblem } from '../internal/api-problem.js';
import { pageClient } from '../internal/page-client.js';
import { pageContext } from '../internal/page-context.js';
import { randomUuid } from '../internal/random-name.js';
import { visitorClaim } from '../internal/visitor-claim.js';
import { readChatStream } from './chat-stream.js';
import { customerOf } from './customer-of.js';
import {
  forgetConversation,
  recallConversation,
  rememberConversation,
  type Outgoing,
} from './conversation-memory.js';

/** One thing said. A shopper's own may be on its way, or have failed. */
export interface ChatEntry {
  id: string;
  from: 'shopper' | 'assistant' | 'person';
  text?: string | undefined;
  message?: BotMessage | undefined;
  state: 'sending' | 'sent' | 'failed';
}

/** Entries of before that are shown at once; the server gives no more of a conversation's end. */
const historyLength = 100;
/** Waits between attempts at one message; after the last the shopper decides. */
const retryDelaysMs = [1000, 3000];

/**
 * One conversation with the assistant, without any markup: what was said, what is being said, and what could not be
 * sent. Messages leave one after the other, each under an id of its own, so that trying again never says it twice.
 */
export class ChatSession {
  entries: ChatEntry[] = [];
  /** The message being spoken right now, piece by piece. */
  draft = '';
  isTyping = false;
  private conversation: string | undefined;
  /** Sequence number of the first entry that was fetched; nothing is before 1, and nothing fetched before any number. */
  private first = Infinity;
  private readonly outbox: Outgoing[] = [];
  private readonly failed = new Map<string, Outgoing>();
  private isSending = false;
  /** What is said meanwhile comes behind what an earlier page could not send, and in a conversation that is there. */
  private restored = Promise.resolve();
  /** Who speaks: a customer stays one with a new token, and over page changes; a guest has the visitor's key. */
  private customer = customerOf(pageContext().state.token);
  /** Grows when somebody else comes: what still arrives for the one before is not theirs. */
  private person = 0;

  constructor(
    private readonly onChange: () => void,
    /** Called when a message has its answer, or cannot be sent. */
    private readonly onSettled: () => void = () => undefined,
    private readonly wait: (ms: number) => Promise<void> = untilLaterOrOnline,
  ) {}

  /** Brings back what was said on earlier pages, and sends what an earlier page could not. */
  restore(): Promise<void> {
    this.restored = this.bringBack();
    return this.restored;
  }

  private async bringBack(): Promise<void> {
    const { conversation, unsent } = recallConversation();
    this.conversation = conversation;
    const { person } = this;
    if (conversation !== undefined) await this.loadHistory(conversation, { latest: historyLength });
    if (!unsent || person !== this.person) return;
    if (unsent.by !== speaker()) return rememberConversation({ unsent: undefined });
    // It may have arrived although no answer came back: sent again it is answered as before, and so shown once.
    const shown = unsent.text ?? unsent.payload;
    const last = this.entries.findLastIndex(({ from }) => from === 'shopper');
    if (this.entries[last]?.text === shown) this.entries = this.entries.slice(0, last);
    this.enqueue(unsent, shown);
  }

  /** Whether more was said before the first entry. */
  get hasEarlier(): boolean {
    return this.conversation !== undefined && this.first > 1 && this.first < Infinity;
  }

  /** Brings back some of what was said before the first entry. */
  async showEarlier(): Promise<void> {
    if (this.conversation === undefined || !this.hasEarlier) return;
    await this.loadHistory(this.conversation, { after: Math.max(0, this.first - 1 - historyLength) });
  }

  /** Says something; `shown` is what the shopper reads of a quick reply. */
  say(message: { text: string } | { payload: string; shown: string }): void {
    const messageId = randomUuid();
    if ('text' in message) this.enqueue({ messageId, text: message.text }, message.text);
    else this.enqueue({ messageId, payload: message.payload }, message.shown);
  }

  /**
   * Forgets everything once the customer has gone or is another, for whoever comes next. One who signs in goes on with
   * what they began as a guest.
   */
  tellCustomer(token: string | undefined): void {
    const before = this.customer;
    this.customer = customerOf(token);
    if (before === undefined || before === this.customer) return;
    this.person++;
    this.outbox.length = 0;
    this.failed.clear();
    this.entries = [];
    this.draft = '';
    this.isTyping = this.isSending = false;
    this.conversation = undefined;
    this.first = Infinity;
    forgetConversation();
    this.onChange();
  }

  /** Sends a failed message again. */
  retry(id: string): void {
    const outgoing = this.failed.get(id);
    if (!outgoing) return;
    this.failed.delete(id);
    this.mark(id, 'sending');
    this.outbox.push(outgoing);
    void this.sendAll();
  }

  private enqueue(outgoing: Outgoing, shown: string | undefined) {
    this.outbox.push(outgoing);
    this.entries = [
      ...this.entries,
      { id: outgoing.messageId, from: 'shopper', text: shown, state: 'sending' },
    ];
    this.onChange();
    void this.sendAll();
  }

  private async sendAll(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    const { person } = this;
    await this.restored;
    if (person !== this.person) return;
    for (let next = this.outbox.shift(); next !== undefined; next = this.outbox.shift()) {
      rememberConversation({ unsent: { ...next, by: speaker() } });
      const isSent = await this.sendOne(next);
      if (person !== this.person) return;
      rememberConversation({ unsent: undefined });
      if (!isSent) this.failed.set(next.messageId, next);
      this.isTyping = false;
      this.draft = '';
      this.mark(next.messageId, isSent ? 'sent' : 'failed');
      this.onSettled();
    }
    this.isSending = false;
  }

  /** Tries a few times; false when it is for the shopper to try again. */
  private async sendOne(outgoing: Outgoing): Promise<boolean> {
    const { person } = this;
    for (let attempt = 0; person === this.person;) {
      this.draft = '';
      this.isTyping = true;
      this.onChange();
      try {
        await this.exchange(outgoing);
        return true;
      } catch (error) {
        if (person !== this.person) break;
        const problem = error instanceof ApiProblem ? error : new ApiProblem('network', 0, 'unreadable');
        if (problem.status === 404 && this.conversation !== undefined) {
          // The conversation has ended on the server: this message begins a new one.
          this.begin(undefined);
          continue;
        }
        const delayMs = retryDelaysMs[attempt++];
        if (!problem.isTemporary || delayMs === undefined) return false;
        this.isTyping = false;
        this.onChange();
        await this.wait(delayMs * (0.5 + Math.random()));
      }
    }
    return false;
  }

  private begin(conversation: string | undefined) {
    if (conversation !== this.conversation) this.first = Infinity;
    this.conversation = conversation;
    rememberConversation({ conversation, answeredAt: conversation === undefined ? undefined : Date.now() });
  }

  private async exchange({ messageId, text, payload }: Outgoing): Promise<void> {
    const { person } = this;
    const { key, product, cart, recent } = pageContext().state;
    const response = await pageClient.send(
      'POST',
      '/v1/chat/messages',
      {
        key,
        ...(this.conversation !== undefined && { conversation: this.conversation }),
        messageId,
        ...(text !== undefined && { text }),
        ...(payload !== undefined && { payload }),
        page: { ...(product !== undefined && { product }), cart },
        recent,
        visitor: visitorClaim(),
      },
      { headers: { accept: 'text/event-stream' } },
    );
    // A broken stream is asked for again from its beginning, so its messages replace those of the first attempt.
    const spoken = (index: number) => `${messageId}/${index}`;
    await readChatStream(response, (event) => {
      if (person !== this.person) return;
      if (event.type === 'accepted' || event.type === 'done') {
        this.begin(event.conversation);
      } else if (event.type === 'delta') {
        this.draft += event.text;
      } else {
        this.draft = '';
        const entry: ChatEntry = {
          id: spoken(event.index),
          from: 'assistant',
          message: event.message,
          state: 'sent',
        };
        this.entries = [...this.entries.filter(({ id }) => id !== entry.id), entry];
      }
      this.onChange();
    });
  }

  private mark(id: string, state: ChatEntry['state']) {
    this.entries = this.entries.map((entry) => (entry.id === id ? { ...entry, state } : entry));
    this.onChange();
  }

  private async loadHistory(
    conversation: string,
    range: { after: number } | { latest: number },
  ): Promise<void> {
    const { person } = this;
    try {
      const { key } = pageContext().state;
      const history = await pageClient.post<ConversationMessages>(
        `/v1/chat/conversations/${encodeURIComponent(conversation)}/messages`,
        // Without `wait` the server would hold an empty history back until there is news.
        { key, ...range, wait: 0, visitor: visitorClaim() },
      );
      if (person !== this.person || conversation !== this.conversation) return;
      const earlier = history.entries
        .filter(({ seq }) => seq < this.first)
        .map((entry): ChatEntry => ({ ...entry, id: `${conversation}/${entry.seq}`, state: 'sent' }));
      this.entries = [...earlier, ...this.entries];
      this.first = history.entries[0]?.seq ?? 1;
      this.onChange();
    } catch (error) {
      // It has ended, or is somebody else's.
      const isOfNow = person === this.person && conversation === this.conversation;
      if (isOfNow && error instanceof ApiProblem && error.status === 404) this.begin(undefined);
      // Else the history stays away this time; the conversation itself can go on.
    }
  }
}

/** The same person on the next page: a customer's visitor key is another there. */
function speaker(): string | undefined {
  const { token, visitor } = pageContext().state;
  return token === undefined ? visitor : 'customer';
}

/** Waits, or goes on at once when the browser has its connection back. */
async function untilLaterOrOnline(ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      removeEventListener('online', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    addEventListener('online', finish);
  });
}
