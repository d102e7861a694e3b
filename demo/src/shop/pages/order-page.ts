import { html } from '../html.js';
import type { Page } from '../layout.js';
import { questionAboutOrder } from '../proposed-questions.js';

/** `isAskable`: the chat can tell whose order it is, so that asking for it is worth proposing. */
export function orderPage(key: string, isAskable: boolean): Page {
  return {
    title: 'Thank you',
    purchase: key,
    body: html`<div class="thanks">
        <h1>Thank you</h1>
        <p>Your order is <strong>${key}</strong>. In a real shop it would be on its way in a day.</p>
        <p>
          ${
            isAskable
              ? html`Try: ask the chat “${questionAboutOrder(key)}”, or see`
              : html`It was placed without an e-mail address or a postcode, so the chat cannot tell whose it
                is. Try: see`
          }
          on the <a href="/owner">owner’s page</a> that the stock has gone down.
        </p>
        <a class="button" href="/shop">Back to the shop</a>
      </div>
      <section class="row"><shop-recs placement="for-you" limit="8"></shop-recs></section>`,
  };
}
