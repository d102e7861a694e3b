import type { ResponseVariation } from '@shelfwise/core/dialogue';
import type { BotMessage } from '@shelfwise/core/wire';
import type { CatalogueCache } from '../../following/catalogue-cache.js';
import type { CatalogueSearch } from '../../product-search/catalogue-search.js';
import type { Id } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import type { ShopperContext } from '../assistant.js';
import type { Recommender } from '../recommender.js';
import type { ActionMessage } from '../wording/action-message.js';
import type { ActionContext } from './action-context.js';
import type { UnderstoodMessage } from './understood-message.js';
import type { FaqLookup } from '../../following/faq-lookup.js';
import type { AttemptLimit } from './orders/attempt-limit.js';

/**
 * Something the assistant does with the shop's data. It decides which responses to give and words none of
 * them. The embedded engine and Rasa call the same actions by name.
 */
export type Action = (context: ActionContext, tools: ActionTools) => Promise<ActionOutcome>;

/** Like an action, but undefined where the message is not one it can answer. */
export type Attempt = (context: ActionContext, tools: ActionTools) => Promise<ActionOutcome | undefined>;

/** One call of an action by an engine. */
export interface ActionCall extends ShopperContext, UnderstoodMessage {
  /** Responses of the project that the engine runs; the default project's fill in. */
  responses?: Record<string, ResponseVariation[]>;
}

/** What actions are made of. */
export interface ActionTools {
  store: Pick<Store, 'orders' | 'visitors'>;
  catalogue: CatalogueCache;
  search: Pick<CatalogueSearch, 'find' | 'named'>;
  recommendations: Recommender;
  faq: FaqLookup;
  /** Keyed digest of an e-mail address or postcode, as orders keep it. */
  digest: (shopId: Id, kind: 'email' | 'postcode', value: string) => string;
  attempts: AttemptLimit;
}

export interface ActionOutcome {
  messages: ActionMessage[];
  /** Slots to set; null empties one. */
  slots?: Record<string, unknown>;
  /** A form of the project that continues from here and asks for what is missing. */
  form?: string;
  /** Slots that the form needs to end: an engine whose domain lacks one does not start the form. */
  formNeeds?: readonly string[];
  /**
   * True: the shopper learned that the shop's data has no answer, or was handed to a person without a fact of
   * the shop; the owner sees the question (`unanswered.ts`). False: the message is answered, even if it was
   * not understood at first or the answer names a person too.
   */
  unanswered?: boolean;
}

/** The outcome of an action in the words of the shop's assistant. */
export interface WordedOutcome extends Omit<ActionOutcome, 'messages'> {
  messages: BotMessage[];
}

/** The port by which engines call actions. */
export interface Actions {
  has(name: string): boolean;
  /** `name` must be one that `has` knows. */
  run(name: string, call: ActionCall): Promise<WordedOutcome>;
}

/**
 * The outcome of another action for a message that was not understood at first: answered, unless it says
 * otherwise.
 */
export const asAnswered = (outcome: ActionOutcome): ActionOutcome => ({ unanswered: false, ...outcome });

/** The last value of an entity of this kind. */
export function entityValue({ entities }: Pick<UnderstoodMessage, 'entities'>, name: string) {
  return entities.findLast((entity) => entity.entity === name)?.value;
}
