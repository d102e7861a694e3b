import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Placement, ProductCard, RecommendationResponse } from '@shelfwise/core/wire';
import { ApiProblem } from '../internal/api-problem.js';
import { claim, claimedByOthers, releaseClaim, reserveClaim } from '../internal/exclusions.js';
import { pageClient } from '../internal/page-client.js';
import { pageContext, type PageState } from '../internal/page-context.js';
import { visitorClaim } from '../internal/visitor-claim.js';

export interface RecommendationQuery {
  placement: Placement;
  /** Product of the row itself; the page's product when absent. */
  product: string | undefined;
  category: string | undefined;
  limit: number;
}

export type RecommendationState =
  | { status: 'loading' }
  | { status: 'ready'; answer: RecommendationResponse; items: ProductCard[] }
  | { status: 'empty' }
  | { status: 'error' };

/** Placements about one product: they wait for it, and have nothing to say without. */
const aboutProduct = new Set<Placement>(['bought-together', 'related', 'similar']);
/** The server's own limit on one answer. */
const maxLimit = 24;
const retryDelayMs = 1500;
/** Each time, what others show by then is left out: a page would need as many late rows to come out short. */
const maxAsked = 4;

/**
 * Gets a row's products: when the row appears, when its attributes change, and when the page becomes about something
 * else. What is on show stays until the new answer is there. Knows nothing of markup.
 */
export class RecommendationsController implements ReactiveController {
  state: RecommendationState = { status: 'loading' };
  isBusy = false;
  private running: AbortController | undefined;
  private asked = '';

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly query: () => RecommendationQuery,
    private readonly onChange: (state: RecommendationState) => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.running?.abort();
    this.running = undefined;
    this.asked = '';
    releaseClaim(this);
  }

  /** Loads if what would be asked is not what was asked last; `again` asks in any case. */
  async load(again = false): Promise<void> {
    const page = pageContext().state;
    const query = this.query();
    const product = query.product ?? page.product;
    // The loader has not spoken yet, or the page may still turn out to be about a product.
    if (page.key === '' || page.settings === undefined) return;
    if (product === undefined && !page.detected && aboutProduct.has(query.placement)) return;
    const { key, token, consent, visitor } = page;
    const asked = JSON.stringify([query, product, key, token, consent, visitor, cartFor(query, page)]);
    if (asked === this.asked && !again) return;
    this.asked = asked;
    this.running?.abort();
    const running = (this.running = new AbortController());
    this.isBusy = true;
    if (this.state.status !== 'ready') this.change({ status: 'loading' });
    try {
      let answer, items;
      let asked = 0;
      // A row that asked later may be answered sooner and take what was meant for this one, which asks for others.
      do {
        answer = await this.ask(query, product, page, running.signal);
        if (running.signal.aborted) return;
        items = claim(this, answer.items, query.limit);
      } while (items.length < Math.min(query.limit, answer.items.length) && ++asked < maxAsked);
      this.isBusy = false;
      this.change(items.length > 0 ? { status: 'ready', answer, items } : { status: 'empty' });
    } catch (error) {
      if (running.signal.aborted) return;
      this.isBusy = false;
      releaseClaim(this);
      // What is on show is better than an apology.
      if (this.state.status !== 'ready') this.change({ status: 'error' });
      if (!(error instanceof ApiProblem)) throw error;
    }
  }

  private async ask(
    query: RecommendationQuery,
    product: string | undefined,
    page: Readonly<PageState>,
    signal: AbortSignal,
  ): Promise<RecommendationResponse> {
    const limit = Math.min(maxLimit, query.limit + reserveClaim(this, query.limit));
    const base = { key: page.key, placement: query.placement, product, category: query.category, limit };
    const exclude = claimedByOthers(this);
    const { cart, recent, session } = page;
    const isPlain =
      page.visitor === undefined &&
      page.token === undefined &&
      cart.length + recent.length + exclude.length === 0;
    const send = () =>
      isPlain
        ? // Nothing personal: the browser and what stands between may keep the answer.
          pageClient.get<RecommendationResponse>('/v1/recommendations', base, { signal })
        : pageClient.post<RecommendationResponse>(
            '/v1/recommendations',
            { ...base, cart, recent, exclude, visitor: visitorClaim(), session },
            { signal },
          );
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ApiProblem) || !error.isTemporary || signal.aborted) throw error;
      await new Promise((resume) => setTimeout(resume, retryDelayMs * (0.5 + Math.random())));
      return send();
    }
  }

  private change(state: RecommendationState) {
    this.state = state;
    this.onChange(state);
    this.host.requestUpdate();
  }
}

/** A row beside the cart follows the cart; others leave out what is in it when they are next filled. */
const cartFor = (query: RecommendationQuery, page: Readonly<PageState>) =>
  query.placement === 'cart' ? page.cart : undefined;
