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
  /** Whether the panel was open. */
  isOpen?: boolean;
  /** A message that had not been answered: sent again under the same id, it is not said twice. */
  unsent?: Outgoing | undefined;
}

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
    const kept: unknown = JSON.parse(storage.read(name) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
}

export function rememberConversation(change: Partial<RememberedConversation>): void {
  inMemory = { ...recallConversation(), ...change };
  if (mayStore()) storage.write(name, JSON.stringify(inMemory));
}
