import { faqEntries } from '../../loading/faq.js';
import { html } from '../html.js';
import type { Page } from '../layout.js';
import { isOwnShop } from '../shop-identity.js';

export function helpPage(): Page {
  return {
    title: 'Help',
    body: html`<div class="help">
      <h1>${isOwnShop ? 'About this shop' : 'Delivery, returns and more'}</h1>
      ${(isOwnShop ? [] : faqEntries).map(
        ({ key, question, answer }) =>
          html`<section id="${key}">
            <h2>${question}</h2>
            <p>${answer}</p>
          </section>`,
      )}
      <section id="data">
        <h2>Where the data of this demo comes from</h2>
        ${isOwnShop && html`<p>Products, prices and sales are those of your own orders. Nothing is made up but the pictures.</p>`}
        <p ${isOwnShop && html`hidden`}>
          Products, prices and sales: Daqing Chen, “Online Retail II” (2019, doi:10.24432/C5CG6D) and “Online
          Retail” (2015, doi:10.24432/C5BW33), UCI Machine Learning Repository, licensed CC BY 4.0. Dates were
          moved forward by whole weeks. Titles were made readable; categories, descriptions and pictures are
          derived from them. Stock levels, suppliers and delivery times are simulated.
        </p>
      </section>
    </div>`,
  };
}

export function messagePage(title: string, text: string): Page {
  return {
    title,
    body: html`<div class="thanks">
      <h1>${title}</h1>
      <p>${text}</p>
      <a class="button" href="/shop">To the shop</a>
    </div>`,
  };
}
