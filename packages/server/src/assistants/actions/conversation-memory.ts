import type { CatalogueQuery } from '@shelfwise/core/search';
import type { ProductCard } from '@shelfwise/core/wire';
import { z } from 'zod';
import type { ShopperContext } from '../assistant.js';
import type { UnderstoodMessage } from './understood-message.js';

/**
 * What earlier turns left for the next message to refer to. It is kept in slots of the project's domain, so
 * it travels with the tracker, to Rasa too.
 */
export interface ConversationMemory {
  /** The last search, which the next message may refine. */
  query: CatalogueQuery | undefined;
  /** Products shown for that search so far, so that "more" shows others. */
  shown: string[];
  /** The last list shown, in order: "the second one". */
  listed: string[];
  /**
   * The product whose page the list was shown on; empty elsewhere. On another page "these" no longer means
   * the list.
   */
  listedOn: string;
  /** The last product of the conversation: "it". */
  product: string | undefined;
  /** The question for which we asked a product's name. */
  openQuestion: OpenQuestion | undefined;
  /** The last question about delivery: "and to France?" */
  delivery: DeliveryTopic | undefined;
  /** The country of that question, if it was not the shop's own: "and how much to there?" */
  deliveryPlace: string | undefined;
}

export const openQuestions = ['goes_with', 'about', 'similar'] as const;
export type OpenQuestion = (typeof openQuestions)[number];
export const deliveryTopics = ['time', 'cost', 'countries'] as const;
export type DeliveryTopic = (typeof deliveryTopics)[number];

/** A foreign tracker may hold anything: a value that does not fit counts as absent. */
const limits = z.object({
  min: z.number().optional(),
  max: z.number().optional(),
  currency: z.string().optional(),
});
const query = z.object({
  text: z.string(),
  colors: z.array(z.string()),
  price: limits.optional(),
  without: z.object({ colors: z.array(z.string()), words: z.array(z.string()) }).optional(),
  order: z.enum(['cheapest', 'dearest']).optional(),
  reduced: z.literal(true).optional(),
  bounds: z.array(z.string()).optional(),
});
const keys = z.array(z.string()).catch([]);

const slots = z.object({
  search_query: query.optional().catch(undefined),
  search_shown: keys,
  listed_products: keys,
  listed_on: z.string().catch(''),
  chosen_product: z.string().optional().catch(undefined),
  open_question: z.enum(openQuestions).optional().catch(undefined),
  delivery_topic: z.enum(deliveryTopics).optional().catch(undefined),
  delivery_place: z.string().optional().catch(undefined),
});

export function recallConversation(context: Pick<UnderstoodMessage, 'slots'>): ConversationMemory {
  const held = slots.parse(context.slots);
  return {
    query: held.search_query as CatalogueQuery | undefined,
    shown: held.search_shown,
    listed: held.listed_products,
    listedOn: held.listed_on,
    product: held.chosen_product,
    openQuestion: held.open_question,
    delivery: held.delivery_topic,
    deliveryPlace: held.delivery_place,
  };
}

/** More than a shopper would page through. */
const maxShown = 120;

export function rememberSearch(
  context: Pick<ShopperContext, 'product'>,
  asked: CatalogueQuery,
  cards: readonly ProductCard[],
  shownBefore: readonly string[] = [],
): Record<string, unknown> {
  return {
    ...rememberList(context, cards),
    search_query: asked,
    search_shown: [...shownBefore, ...cards.map((card) => card.product)].slice(-maxShown),
  };
}

/** A list that did not come from a search: there is nothing to refine. */
export function rememberList(
  context: Pick<ShopperContext, 'product'>,
  cards: readonly ProductCard[],
  product?: string,
): Record<string, unknown> {
  return {
    search_query: null,
    search_shown: [],
    listed_products: cards.map((card) => card.product),
    listed_on: context.product ?? '',
    chosen_product: product ?? null,
    open_question: null,
  };
}
