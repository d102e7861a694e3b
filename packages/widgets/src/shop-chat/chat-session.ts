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

/** One message of a conversation. A shopper's message may be on its way, or have failed. */
export interface ChatEntry {
  id: string;
  from: 'shopper' | 'assistant' | 'person';
  text?: string | undefined;
  message?: BotMessage | undefined;
  state: 'sending' | 'sent' | 'failed';
}

/** Number of earlier entries that are loaded at once. The server returns no more per request. */
const historyLength = 100;
/** Waits between the attempts to send a message. After the last one the shopper decides. */
const retryDelaysMs = [1000, 3000];

/**
 * A conversation with the assistant, without markup. Messages are sent one after the other. Each has an id,
 * so a repeated attempt never counts twice.
 */
export class ChatSession {
  entries: ChatEntry[] = [];
  /** The part of the assistant's message that has arrived so far. */
  draft = '';
  isTyping = false;
  private conversation: string | undefined;
  /**
   * Sequence number of the first loaded entry. It is 1 for a conversation's first entry, and Infinity before
   * loading.
   */
  private first = Infinity;
  private readonly outbox: Outgoing[] = [];
  private readonly failed = new Map<string, Outgoing>();
  private isSending = false;
  /** Resolves when the earlier conversation is restored. New messages wait for it. */
  private restored = Promise.resolve();
  /** The current customer. A new token and a change of page keep the customer; a guest has none. */
  private customer = customerOf(pageContext().state.token);
  /**
   * Increases when another person uses the page, so that late responses for the former person are ignored.
   */
  private person = 0;

  constructor(
    private readonly onChange: () => void,
    /** Called when a message was answered or could not be sent. */
    private readonly onSettled: () => void = () => undefined,
    private readonly wait: (ms: number) => Promise<void> = untilLaterOrOnline,
  ) {}

  /**
   * Restores the conversation of earlier pages, and sends the message that an earlier page could not send.
   */
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
    // The server may have received it. It answers a repeated message as before, so it is shown once.
    const shown = unsent.text ?? unsent.payload;
    const last = this.entries.findLastIndex(({ from }) => from === 'shopper');
    if (this.entries[last]?.text === shown) this.entries = this.entries.slice(0, last);
    this.enqueue(unsent, shown);
  }

  /** Whether the conversation has entries before the first loaded one. */
  get hasEarlier(): boolean {
    return this.conversation !== undefined && this.first > 1 && this.first < Infinity;
  }

  /** Loads some of the entries before the first one. */
  async showEarlier(): Promise<void> {
    if (this.conversation === undefined || !this.hasEarlier) return;
    await this.loadHistory(this.conversation, { after: Math.max(0, this.first - 1 - historyLength) });
  }

  /** Sends a message. `shown` is the text that the shopper sees for a quick reply. */
  say(message: { text: string } | { payload: string; shown: string }): void {
    const messageId = randomUuid();
    if ('text' in message) this.enqueue({ messageId, text: message.text }, message.text);
    else this.enqueue({ messageId, payload: message.payload }, message.shown);
  }

  /** Forgets the conversation when the customer signs out or changes. A guest who signs in keeps it. */
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

  /** Sends a message with a few attempts. Returns false when the shopper must try again. */
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
          // The server no longer has the conversation, so this message starts a new one.
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
    // A broken stream is requested again from its start, so its messages replace those of the first attempt.
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
        // By default the server would delay an empty response until a new entry arrives.
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
      // The conversation has ended, or belongs to another person.
      const isOfNow = person === this.person && conversation === this.conversation;
      if (isOfNow && error instanceof ApiProblem && error.status === 404) this.begin(undefined);
      // After any other error the history stays hidden, but the conversation continues.
    }
  }
}

/** Identifies the person across pages. A customer's visitor key differs from page to page. */
function speaker(): string | undefined {
  const { token, visitor } = pageContext().state;
  return token === undefined ? visitor : 'customer';
}

/** Waits for the given time, or until the browser is online again. */
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
