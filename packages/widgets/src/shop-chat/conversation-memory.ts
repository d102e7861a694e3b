import { pageContext } from '../internal/page-context.js';
import { safeStorage } from '../internal/safe-storage.js';

/** What a shopper says, under an id that makes it safe to say again. */
export interface Outgoing {
  messageId: string;
  text?: string;
  payload?: string;
  /** Who said it; nobody else sends it again. */
  by?: string | undefined;
}

/** What a conversation needs to go on after a page change. */
export interface RememberedConversation {
  /** The server's name for it. */
  conversation?: string | undefined;
  /** When it was last answered, in milliseconds. */
  answeredAt?: number | undefined;
  /** Whether there is something to read that came while the panel was closed. */
  hasNews?: boolean | undefined;
  /** A message that had not been answered: sent again under the same id, it is not said twice. */
  unsent?: Outgoing | undefined;
}

/** An older conversation is kept and can be opened, but no button speaks of it. */
const recentMs = 86_400_000;

const name = 'shelfwise.chat';
const storage = safeStorage('localStorage');
/** Without consent to functionality a conversation lives as long as its page. */
let inMemory: RememberedConversation = {};

const mayStore = () => pageContext().state.consent.functionality;

export function recallConversation(): RememberedConversation {
  if (!mayStore()) {
    storage.remove(name);
    return inMemory;
  }
  try {
    // An empty object for whatever else may stand there.
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

/** What there is to say about the conversation while its panel is closed: nothing, that it goes on, or has news. */
export function conversationSign(): 'goesOn' | 'news' | undefined {
  const { answeredAt = 0, hasNews } = recallConversation();
  return hasNews ? 'news' : Date.now() - answeredAt < recentMs ? 'goesOn' : undefined;
}
