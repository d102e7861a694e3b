import { html } from '../html.js';
import type { Page } from '../layout.js';

export function orderPage(key: string): Page {
  return {
    title: 'Thank you',
    purchase: key,
    body: html`<div class="thanks">
        <h1>Thank you</h1>
        <p>Your order is <strong>${key}</strong>. In a real shop it would be on its way in a day.</p>
        <p>
          Try: ask the chat “where is my order ${key}?”, or see on the <a href="/owner">owner’s page</a> that
          the stock has gone down.
        </p>
        <a class="button" href="/shop">Back to the shop</a>
      </div>
      <section class="row"><shop-recs placement="for-you" limit="8"></shop-recs></section>`,
  };
}
