import { readQuery, type CatalogueQuery } from '@shelfwise/core/search';
import type { ShopperContext } from '../assistant.js';
import type { UnderstoodMessage } from './understood-message.js';
import { recallConversation, type ConversationMemory } from './conversation-memory.js';

/** What an action knows. Whatever is read from the message is read once a turn, when it is first needed. */
export interface ActionContext extends ShopperContext, UnderstoodMessage {
  /** The message as a wish for products. */
  readonly query: CatalogueQuery;
  /** What earlier turns left to refer to. */
  readonly memory: ConversationMemory;
  /** Reads other words than the message's; the same words are read once a turn. */
  readQuery(words: string): CatalogueQuery;
  /** The same turn with another text or other slots. */
  with(changes: Partial<UnderstoodMessage>): ActionContext;
}

export function createActionContext(
  message: ShopperContext & UnderstoodMessage,
  read: (words: string) => CatalogueQuery = rememberResults(readQuery),
  recall: () => ConversationMemory = once(() => recallConversation(message)),
): ActionContext {
  return {
    ...message,
    get query() {
      return read(wishIn(message));
    },
    get memory() {
      return recall();
    },
    readQuery: read,
    with: (changes) =>
      createActionContext({ ...message, ...changes }, read, changes.slots === undefined ? recall : undefined),
  };
}

/** A quick reply that Rasa passes on carries its wish in entities instead of words. */
function wishIn({ text, slots, entities }: UnderstoodMessage): string {
  if (!text.startsWith('/') && text !== '') return text;
  const wanted = entities.filter((entity) => ['color', 'product', 'product_type'].includes(entity.entity));
  const parts = wanted.map((entity) => entity.value);
  return parts.length > 0 ? parts.join(' ') : [slots.color, slots.product_type].filter(Boolean).join(' ');
}

function once<T>(compute: () => T): () => T {
  let result: T | undefined;
  return () => (result ??= compute());
}

/** Calls a pure function once for each argument. */
export function rememberResults<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const result = known.get(text) ?? compute(text);
    known.set(text, result);
    return result;
  };
}
