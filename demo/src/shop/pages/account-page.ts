import type { KnownCustomer } from '../../loading/dataset.js';
import { html } from '../html.js';
import type { Page } from '../layout.js';

/** Signing in, demo style: choose whose past purchases are yours. */
export function accountPage(customers: KnownCustomer[], current: KnownCustomer | undefined): Page {
  return {
    title: 'Account',
    body: html`<h1>
        ${current === undefined ? 'Who are you today?' : `Hello, ${current.name.toLowerCase()}`}
      </h1>
      ${
        current !== undefined &&
        html`<p>You are customer ${current.key}: ${current.story}</p>
          <form method="post" action="/account/sign-out">
            <button class="quiet">Be a new visitor again</button>
          </form>
          <section class="row"><shop-recs placement="buy-again" limit="8"></shop-recs></section>
          <section class="row"><shop-recs placement="for-you" limit="8"></shop-recs></section>`
      }
      ${
        customers.length > 0 &&
        html`<h2>${current === undefined ? 'Become a past customer' : 'Or be somebody else'}</h2>
          <p>
            These are customers of the real data. The shop signs you in as one of them; from then on its rows
            are theirs. Choosing one includes their consent to be remembered.
          </p>
          <ul class="people">
            ${customers.map(
              ({ key, name, story }) =>
                html`<li${key === current?.key && html` class="current"`}><form method="post" action="/account/sign-in"><h3>${name}</h3><p>${story}</p><input type="hidden" name="customer" value="${key}"><button class="button">Be this customer</button></form></li>`,
            )}
          </ul>`
      }
      <section class="row"><shop-recs placement="recently-viewed" limit="8"></shop-recs></section>`,
  };
}
