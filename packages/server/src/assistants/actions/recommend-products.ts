import type { Placement } from '@shelfwise/core/wire';
import type { RecommendationService } from '../../resources/recommendations/recommendation-service.js';
import { say, type Action, type ActionContext } from './action.js';

const cardLimit = 6;

/** `action_recommend`: what goes with this page's product, with the cart, or what this shopper may like. */
export function recommendProducts(recommendations: RecommendationService): Action {
  return async (context) => {
    const { shop, product, cart, recent, visitor, now } = context;
    const placement = placementFor(context);
    const response = await recommendations.recommend(
      shop,
      {
        placement,
        ...(product !== undefined && { product }),
        cart: [...cart],
        recent: [...recent],
        exclude: [],
        rows: [],
        visitor: visitor ?? { consent: { analytics: false, personalization: false, functionality: false } },
        limit: cardLimit,
      },
      now,
    );
    if (response.items.length === 0) return { messages: [say('I have nothing to suggest just now.')] };
    return {
      messages: [
        say(intros[response.filledBy] ?? 'You may like these:'),
        { type: 'products', requestId: response.requestId, items: response.items },
      ],
    };
  };
}

/** `action_similar`: things like the one on the page. */
export function similarProducts(recommendations: RecommendationService): Action {
  const recommend = recommendProducts(recommendations);
  return async (context) => recommend({ ...context, slots: { ...context.slots, recommendation: 'similar' } });
}

/** `action_bestsellers`: what sells best, whatever page this is. */
export function bestsellers(recommendations: RecommendationService): Action {
  const recommend = recommendProducts(recommendations);
  return async (context) =>
    recommend({ ...context, slots: { ...context.slots, recommendation: 'bestsellers' } });
}

function placementFor({ product, cart, recent, slots }: ActionContext): Placement {
  if (slots.recommendation === 'similar' && product !== undefined) return 'similar';
  if (slots.recommendation === 'bestsellers') return 'bestsellers';
  if (product !== undefined) return 'bought-together';
  if (cart.length > 0) return 'cart';
  return recent.length > 0 ? 'for-you' : 'bestsellers';
}

const intros: Partial<Record<Placement, string>> = {
  'bought-together': 'Often bought together with it:',
  cart: 'This goes with what is in your cart:',
  similar: 'These are similar:',
  related: 'Others who looked at it also looked at:',
  bestsellers: 'Our bestsellers:',
  trending: 'Popular just now:',
  'for-you': 'You may like these:',
};
