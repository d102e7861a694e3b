import { html, nothing, type TemplateResult } from 'lit';
import type { TodayInsights } from '@shelfwise/core/wire';
import type { StockText } from '../owner/stock-text.js';

type Missing = TodayInsights['missing'];

const factWords: Record<Missing['facts'][number], string> = {
  shipping: 'delivery',
  returns: 'returns',
  payment: 'ways to pay',
  contact: 'how to reach you',
};

export const isAnythingMissing = ({ stockCounts, facts }: Missing): boolean =>
  stockCounts > 0 || facts.length > 0;

/** What the owner has yet to tell, each with the place to tell it. */
export function renderMissing(
  { stockCounts, facts }: Missing,
  words: StockText,
  locale: string,
): TemplateResult {
  const list = new Intl.ListFormat(locale, { type: 'disjunction' });
  return html`<section class="card" aria-labelledby="missing">
    <h2 id="missing">Still to do</h2>
    <ul class="plain">
      ${
        stockCounts > 0
          ? html`<li>
              <a href="#/stock">Tell how many you have</a> of ${words.integer(stockCounts)}
              ${stockCounts === 1 ? 'product' : 'products'}: without a count there is no advice on when to
              order. Many at once go through <code>POST /v1/stock-levels</code>.
            </li>`
          : nothing
      }
      ${
        facts.length > 0
          ? html`<li>
              <a href="#/setup">Fill in the facts of your shop</a>: the chat cannot answer yet about
              ${list.format(facts.map((part) => factWords[part]))}.
            </li>`
          : nothing
      }
    </ul>
  </section>`;
}
