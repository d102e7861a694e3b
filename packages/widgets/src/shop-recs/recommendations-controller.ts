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
  /** The row's own product. When absent, the page's product is used. */
  product: string | undefined;
  category: string | undefined;
  limit: number;
}

export type RecommendationState =
  | { status: 'loading' }
  | { status: 'ready'; answer: RecommendationResponse; items: ProductCard[] }
  | { status: 'empty' }
  | { status: 'error' };

/** Placements about one product. They wait until the page's product is known. */
const aboutProduct = ['bought-together', 'related', 'similar'];

/**
 * Maximum number of requests for one filling of a row. Each leaves out what other rows show, so a row comes
 * out short only on a page with this many late rows.
 */
const maxAsked = 4;

/**
 * Loads a row's products when the row appears, when its attributes change, and when the page's product
 * changes. The current products stay until the new ones arrive. It contains no markup.
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
    /**
     * Work that must finish before products can be drawn. It starts with the first request and runs in
     * parallel.
     */
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

  /** Loads the products if the request differs from the last one. `again` forces a request. */
  async load(again = false): Promise<void> {
    const page = pageContext().state;
    const { placement, product = page.product, category, limit } = this.query();
    const ask: RowAsk = { placement, product: product ?? '', category: category ?? '', limit };
    // The loader has not run yet. A personal row also waits for the visitor's consent.
    if (page.key === '' || (isPersonal(ask) && page.settings === undefined)) return;
    // The page's product may still be found.
    if (product === undefined && !page.detected && aboutProduct.includes(placement)) return;
    const { key, token, consent, visitor } = page;
    // A `cart` row is reloaded when the cart changes. Other rows leave out the cart's products at their next
    // loading.
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
        // Two rows fell back to the same placement. The later one requests another.
        const others = fillsOfOthers(this);
        const isTwin = others.includes(answer.filledBy) && !amongRows(ask).rows.includes(answer.filledBy);
        if (isTwin && fills.length === 0 && !isLast) {
          fills = others;
          continue;
        }
        items = claim(this, answer, limit);
        // A later row may get its response earlier and claim products of this one. Then this row requests
        // others.
        if (isLast || items.length >= Math.min(limit, answer.items.length)) break;
      }
      this.isBusy = false;
      this.change(items.length > 0 ? { status: 'ready', answer, items } : { status: 'empty' });
    } catch (error) {
      if (running.signal.aborted) return;
      this.isBusy = false;
      releaseClaim(this);
      // The current products are better than an error message.
      if (this.state.status !== 'ready') this.change({ status: 'error' });
      if (!(error instanceof ApiProblem)) throw error;
    }
  }

  /** The title that a row wants, or the alternative if another row already has that title. */
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
      // The request contains nothing personal, so it is cacheable, and the loader may have sent it already.
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
