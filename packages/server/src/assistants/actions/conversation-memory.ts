import type { CatalogueQuery } from '@shelfwise/core/search';
import type { ProductCard } from '@shelfwise/core/wire';
import { z } from 'zod';
import type { ActionContext } from './action.js';

/**
 * What of a conversation the next question may mean. It lives in slots that the project's domain names, so that it
 * travels with the tracker, to Rasa too.
 */
export interface ConversationMemory {
  /** What was searched last, to be refined. */
  query: CatalogueQuery | undefined;
  /** Products shown for it so far, so that "more" shows others. */
  shown: string[];
  /** The list shown last, in order: "the second one". */
  listed: string[];
  /** On which product's page that was; empty elsewhere. On another page "these" are no longer those of the list. */
  listedOn: string;
  /** The product talked about last: "it". */
  product: string | undefined;
  /** What we asked a product's name for. */
  openQuestion: OpenQuestion | undefined;
  /** What about delivery was asked last: "and to France?" */
  delivery: DeliveryTopic | undefined;
  /** Where to, if that was another country: "and how much to there?" */
  deliveryPlace: string | undefined;
}

export const openQuestions = ['goes_with', 'about', 'similar'] as const;
export type OpenQuestion = (typeof openQuestions)[number];
export const deliveryTopics = ['time', 'cost', 'countries'] as const;
export type DeliveryTopic = (typeof deliveryTopics)[number];

/** A foreign tracker may hold anything: what does not fit counts as absent. */
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

export function recall(context: Pick<ActionContext, 'slots'>): ConversationMemory {
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
  context: Pick<ActionContext, 'product'>,
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

/** A list that no search made: there is nothing to refine. */
export function rememberList(
  context: Pick<ActionContext, 'product'>,
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
