import { tokenize } from '@shelfwise/core/language';
import { readQuery } from '@shelfwise/core/search';
import type { BotMessage } from '@shelfwise/core/wire';
import type { CatalogueCache } from '../../../following/catalogue-cache.js';
import type { ShopCatalogue } from '../../../following/shop-catalogue.js';
import { entityValue, offer, offerPerson, say, type Action, type ActionContext } from '../action.js';
import { faqFor, faqMessage } from '../facts/answer-faq.js';
import { recall } from '../conversation-memory.js';
import type { FaqLookup } from '../../../following/faq-lookup.js';
import { splitAskedColors } from './split-asked-colors.js';
import type { CatalogueSearch } from '../../../product-search/catalogue-search.js';
import { asksPrice, describeList } from './describe-list.js';
import { describeProduct, sayFacts } from './describe-product.js';
import { factsOf } from './collect-product-facts.js';
import { traitsOf } from '../../../product-search/product-traits.js';
import { askWhich, askWhichOf } from '../find/recommend-products.js';
import { isTold, tellsSize } from './covers-question.js';
import type { FindMeant, OneProduct } from './resolve-product.js';
import { andList } from '../lists.js';

/**
 * `action_product_question`: stock, price and description of the product that is meant: on the page, by its name or by
 * its place in the last list. Says only what the catalogue says.
 */
export function productQuestion(
  catalogue: CatalogueCache,
  search: CatalogueSearch,
  meant: FindMeant,
  faq: FaqLookup,
  deliveryCost: Action,
): Action {
  return async (context) => {
    const { shop, shopId, text } = context;
    const products = await catalogue.get(shop);
    const isPlace = entityValue(context, 'ordinal') !== undefined;
    if (isPlace && recall(context).listed.length === 0 && text.split(/\s+/).length <= maxPlaceWords) {
      return {
        messages: [say('I have shown no list yet. Which product do you mean?')],
        slots: { open_question: 'about' },
      };
    }
    const found = await meant(context);
    if (found?.how === 'several') return askWhich(context, found.cards, 'about');
    if (found?.how === 'list') {
      const answer = describeList(context, found.products, products);
      if (answer !== undefined) return { messages: [say(answer)] };
      const entry = await faqFor(faq, shopId, text);
      return entry ? { messages: [faqMessage(entry)] } : askWhichOf(found.products, 'about');
    }
    if (found?.how === 'unknown') {
      return {
        messages: [
          say(`I found nothing for “${found.name}”. Try other words?`),
          offer(['Our bestsellers', '/ask_bestsellers'], ['Talk to a person', '/ask_human']),
        ],
      };
    }
    if (found && found.how !== 'viewed') {
      const { product, how } = found;
      const card = products.card(product.groupKey, product.key);
      const colour = colourAnswer(context, found, products);
      const others = colour === undefined || colour.isThere ? [] : await othersIn(search, context, found);
      const shown = `${product.title}. ${sayFacts(factsOf(product, shop.settings.locale))}`;
      const isSizeOpen = asksSize.test(text) && !tellsSize(shown);
      const asked = { key: product.key, isBuyable: products.isBuyable(product) };
      const isOpen = isSizeOpen || (colour ? !colour.isKnown : !isTold(text, shown, asked));
      const general = isOpen ? await faqFor(faq, shopId, text) : undefined;
      const slots = { chosen_product: product.key, open_question: null };
      if (general) return { messages: [faqMessage(general, product)], slots };
      const unknown = isSizeOpen ? 'I do not know its size.' : !colour && 'I do not know that.';
      return {
        messages: [
          say(
            [
              colour?.text,
              isOpen && unknown,
              describeProduct(shop, product, products.isBuyable(product), colour?.text),
            ]
              .filter(Boolean)
              .join(' '),
          ),
          ...(card && how !== 'page' ? [{ type: 'products' as const, items: [card] }] : []),
          ...others,
          ...(card && !isOpen
            ? []
            : [
                offer(
                  ...(card ? [] : [similarReply]),
                  ...(isOpen ? [['Talk to a person', '/ask_human'] satisfies [string, string]] : []),
                ),
              ]),
        ],
        slots,
        ...(isOpen && { unanswered: true }),
      };
    }
    const ordinal = entityValue(context, 'ordinal');
    if (ordinal !== undefined && recall(context).listed.length > 0) {
      return { messages: [say('There are not that many in the list. Which one do you mean?')] };
    }
    // "And how much is it?" after a question about delivery, where no product is in sight.
    if (asksPrice.test(text) && recall(context).delivery !== undefined) return deliveryCost(context);
    const entry = await faqFor(faq, shopId, text);
    if (entry) return { messages: [faqMessage(entry)] };
    return {
      messages: [say('Which product do you mean? Open its page or tell me its name.'), offerPerson],
      slots: { open_question: 'about' },
    };
  };
}

const similarReply: [string, string] = ['Show similar products', '/ask_similar'];

/** A longer sentence may well name a product besides. */
const maxPlaceWords = 5;

/** "Does it come in red?": yes or no, as far as its colours are known; of the variants of one product too. */
function colourAnswer(
  context: ActionContext,
  { product, how }: OneProduct,
  products: ShopCatalogue,
): { text: string; isThere: boolean; isKnown: boolean } | undefined {
  const wanted = askedColour(context, how);
  if (wanted === undefined) return undefined;
  const variants = products.groups.get(product.groupKey) ?? [product];
  const known = [
    ...new Set(
      variants
        .filter((variant) => products.isBuyable(variant))
        .flatMap((variant) => [...traitsOf(variant).colors]),
    ),
  ];
  const isKnown = known.length > 0;
  if (known.includes(wanted)) return { text: `Yes, there is one in ${wanted}.`, isThere: true, isKnown };
  const text = isKnown ? `I know it in ${andList.format(known)} only.` : `I do not know of one in ${wanted}.`;
  return { text, isThere: false, isKnown };
}

/** A colour that stands in the product's name is not asked for. */
function askedColour(context: ActionContext, how: OneProduct['how']): string | undefined {
  const [asked] = splitAskedColors(context.text).asked;
  if (asked !== undefined || how === 'named') return asked;
  return asksColour.test(context.text) ? entityValue(context, 'color') : undefined;
}

/** Other products in the colour that this one is not in, by what else it is called: they come near, and are said to be others. */
async function othersIn(
  search: CatalogueSearch,
  context: ActionContext,
  { product, how }: OneProduct,
): Promise<BotMessage[]> {
  const wanted = askedColour(context, how);
  if (wanted === undefined) return [];
  // In English the thing itself comes last.
  const called = how === 'named' ? readQuery(splitAskedColors(context.text).rest).text : product.title;
  const text = tokenize(called).at(-1) ?? '';
  const { cards, match, dropped } = await search.find(
    context.shop,
    { text, colors: [wanted] },
    { limit: maxOthers },
  );
  const items = cards.filter(({ group }) => group !== product.groupKey);
  if (match !== 'words' || dropped.length > 0 || items.length === 0) return [];
  return [say(`Other products in ${wanted} that come near:`), { type: 'products', items }];
}

const maxOthers = 3;

const asksColour = /\b(?:come|comes|have|has|available|get|got|do you|is there|are there)\b/i;

const asksSize =
  /\bhow (?:big|tall|heavy|wide|long|large|high|deep)\b|\b(?:size|dimensions?|measurements?)\b/i;
