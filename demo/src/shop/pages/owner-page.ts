import { html } from '../html.js';
import type { Page } from '../layout.js';
import { isOwnShop } from '../shop-identity.js';

/** The shop's back office with the embedded dashboard; its session comes from this shop's own server. */
export function ownerPage(isOwner: boolean): Page {
  return {
    title: 'Back office',
    plain: true,
    body: isOwner
      ? html`<div class="office">
          <h1>Back office</h1>
          <p>
            The stock dashboard, embedded in the shop’s own page.
            ${isOwnShop ? 'The sales are yours; stock levels are there once you tell them.' : 'Stock levels, suppliers and delivery times are simulated; the sales are real.'}
          </p>
          <stock-dashboard session-url="/my/shelfwise-session"></stock-dashboard>
          <form method="post" action="/owner/sign-out">
            <button class="quiet">Leave the back office</button>
          </form>
        </div>`
      : html`<div class="thanks">
          <h1>Back office</h1>
          <p>In a real shop the owner would sign in here with a password. In the demo, a button will do.</p>
          <form method="post" action="/owner/sign-in">
            <button class="button">Enter as the owner</button>
          </form>
        </div>`,
  };
}
