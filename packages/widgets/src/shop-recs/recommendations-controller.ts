import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Placement, ProductCard, RecommendationResponse } from '@shelfwise/core/wire';
import { ApiProblem } from '../internal/api-problem.js';
import { askTwice } from '../internal/ask-twice.js';
import {
  claim,
  claimedByOthers,
  distinctTitle,
  fillsOfOthers,
  releaseClaim,
} from '../internal/exclusions.js';
import { pageClient } from '../internal/page-client.js';
import { pageContext } from '../internal/page-context.js';
import { amongRows, isPersonal, rowAddress, type RowAsk } from '../internal/row-address.js';
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
const aboutProduct = ['bought-together', 'related', 'similar'];

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
  private ready: Promise<unknown> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly query: () => RecommendationQuery,
    /** What must be done before products can be drawn; begun with the first request, and done beside it. */
    private readonly prepare: () => Promise<unknown>,
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
    const { placement, product = page.product, category, limit } = this.query();
    const ask: RowAsk = { placement, product: product ?? '', category: category ?? '', limit };
    // The loader has not spoken yet; a personal row waits for what the visitor agreed to, too.
    if (page.key === '' || (isPersonal(ask) && page.settings === undefined)) return;
    // The page may still turn out to be about a product.
    if (product === undefined && !page.detected && aboutProduct.includes(placement)) return;
    const { key, token, consent, visitor } = page;
    // A row beside the cart follows the cart; others leave out what is in it when they are next filled.
    const who = isPersonal(ask) && [token, consent, visitor, placement === 'cart' && page.cart];
    const asked = JSON.stringify([ask, key, who]);
    if (asked === this.asked && !again) return;
    this.asked = asked;
    const ready = (this.ready ??= this.prepare());
    this.running?.abort();
    const running = (this.running = new AbortController());
    this.isBusy = true;
    if (this.state.status !== 'ready') this.change({ status: 'loading' });
    try {
      let answer: RecommendationResponse;
      let items: ProductCard[] = [];
      let fills: string[] = [];
      for (let asked = 1; ; asked++) {
        answer = await this.ask(ask, running.signal, fills);
        await ready;
        if (running.signal.aborted) return;
        const isLast = asked === maxAsked;
        // Two rows that fell back to the same are one too many: the later asks for something else.
        const others = fillsOfOthers(this);
        const isTwin = others.includes(answer.filledBy) && !amongRows(ask).rows.includes(answer.filledBy);
        if (isTwin && fills.length === 0 && !isLast) {
          fills = others;
          continue;
        }
        items = claim(this, answer, limit);
        // A row that asked later may be answered sooner and take what was meant for this one, which asks for others.
        if (isLast || items.length >= Math.min(limit, answer.items.length)) break;
      }
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

  /** The title that a row wants, or its second choice where another row stands under the first. */
  titleAmongRows(wanted: string, otherwise: string): string {
    return distinctTitle(this, wanted, otherwise);
  }

  private ask(ask: RowAsk, signal: AbortSignal, fills: string[] = []): Promise<RecommendationResponse> {
    return askTwice(() => this.send(ask, signal, fills), signal);
  }

  private async send(ask: RowAsk, signal: AbortSignal, fills: string[]): Promise<RecommendationResponse> {
    const { state: page, answers } = pageContext();
    const { key, server, cart, session } = page;
    const recent = isPersonal(ask) ? page.recent : [];
    const visitor = isPersonal(ask) ? visitorClaim() : undefined;
    const exclude = claimedByOthers(this);
    const isKnown = (visitor?.key ?? visitor?.token) !== undefined;
    const isPlain = !isKnown && cart.length + recent.length + exclude.length + fills.length === 0;
    if (isPlain) {
      // Nothing personal: the browser and what stands between may keep the answer, and the loader may have asked ahead.
      const address = rowAddress(page, ask);
      const ahead = answers[address];
      delete answers[address];
      const answer = await ahead;
      if (answer?.ok) return (await answer.json()) as RecommendationResponse;
      return pageClient.get(address.slice(server.length), {}, { signal });
    }
    const { rows, ...own } = amongRows(ask);
    const body = {
      ...own,
      product: own.product || undefined,
      category: own.category || undefined,
      rows: [...rows, ...fills],
      key,
      cart,
      recent,
      exclude,
      ...(visitor && { visitor, session }),
    };
    return pageClient.post('/v1/recommendations', body, { signal });
  }

  private change(state: RecommendationState) {
    this.state = state;
    this.onChange(state);
    this.host.requestUpdate();
  }
}
