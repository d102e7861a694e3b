import { pageContext } from '../internal/page-context.js';
import { safeStorage } from '../internal/safe-storage.js';

/** A message of a shopper, with an id that makes a repeated attempt safe. */
export interface Outgoing {
  messageId: string;
  text?: string;
  payload?: string;
  /** The person who wrote it. It is never sent for another person. */
  by?: string | undefined;
}

/** The data that continues a conversation after a change of page. */
export interface RememberedConversation {
  /** The server's id of the conversation. */
  conversation?: string | undefined;
  /** Time of the last answer, in milliseconds since 1970. */
  answeredAt?: number | undefined;
  /** Whether a message arrived while the panel was closed. */
  hasNews?: boolean | undefined;
  /** A message without an answer yet. It is sent again under the same id. */
  unsent?: Outgoing | undefined;
}

/** After this time the button no longer mentions the conversation, which can still be opened. */
const recentMs = 86_400_000;

const name = 'shelfwise.chat';
const storage = safeStorage('localStorage');
/** Without consent to functionality a conversation ends with its page. */
let inMemory: RememberedConversation = {};

const mayStore = () => pageContext().state.consent.functionality;

export function recallConversation(): RememberedConversation {
  if (!mayStore()) {
    storage.remove(name);
    return inMemory;
  }
  try {
    // `Object()` turns any other stored value into an object.
    return Object(JSON.parse(storage.read(name) ?? '{}')) as RememberedConversation;
  } catch {
    return {};
  }
}

export function rememberConversation(change: Partial<RememberedConversation>): void {
  inMemory = { ...recallConversation(), ...change };
  if (mayStore()) storage.write(name, JSON.stringify(inMemory));
}

export function forgetConversation(): void {
  inMemory = {};
  storage.remove(name);
}

/** The state of the conversation that the button shows while the panel is closed. */
export function conversationSign(): 'goesOn' | 'news' | undefined {
  const { answeredAt = 0, hasNews } = recallConversation();
  return hasNews ? 'news' : Date.now() - answeredAt < recentMs ? 'goesOn' : undefined;
}
