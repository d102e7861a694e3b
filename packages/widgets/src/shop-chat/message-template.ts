import { html, nothing, type TemplateResult } from 'lit';
import type { BotMessage, ProductCard } from '@shelfwise/core/wire';
import { revealFocus } from '../internal/reveal-focus.js';
import type { Localizer } from '../internal/localizer.js';
import { safeUrl } from '../internal/safe-url.js';
import type { ChatMessages } from './chat-messages.js';

type MessageOf<Type extends BotMessage['type']> = Extract<BotMessage, { type: Type }>;

export interface MessageOptions {
  localizer: Localizer<ChatMessages>;
  card: (item: ProductCard, requestId: string | undefined) => TemplateResult;
}

/**
 * Templates of the assistant's messages, by type. Text is never parsed as markup. Quick replies are shown
 * below the conversation.
 */
const templates: {
  [Type in BotMessage['type']]: (message: MessageOf<Type>, options: MessageOptions) => unknown;
} = {
  text: ({ text, links }) =>
    html`<p part="bubble" class="bubble">${text}</p>
      ${
        links?.length
          ? html`<p class="links">${links.map(({ title, url }) => anchor(title, safeUrl(url)))}</p>`
          : nothing
      }`,

  products: ({ items, requestId }, { card, localizer }) =>
    items.length === 0
      ? nothing
      : html`<ul class="products" aria-label=${localizer.text('products')} @focusin=${revealFocus}>
          ${items.map((item) => html`<li>${card(item, requestId)}</li>`)}
        </ul>`,

  'order-status': ({ order, status, shipments }, { localizer }) => {
    const known = ['placed', 'shipped', 'delivered', 'cancelled', 'refunded'] as const;
    const name = known.find((one) => one === status);
    const says = localizer.text('order', { order, status: name ? localizer.text(name) : status });
    return html`<div part="bubble" class="bubble">
      <strong>${says}</strong>
      ${shipments.map(
        ({ carrier, tracking, expected }) =>
          html`<ul class="facts-list">
            ${carrier ? html`<li>${localizer.text('carrier', { carrier })}</li>` : nothing}
            ${tracking ? html`<li>${localizer.text('tracking', { tracking })}</li>` : nothing}
            ${
              expected
                ? html`<li>${localizer.text('expected', { date: dayOf(expected, localizer) })}</li>`
                : nothing
            }
          </ul>`,
      )}
    </div>`;
  },

  image: ({ url, alt }, { localizer }) => {
    const source = safeUrl(url);
    return source
      ? html`<img class="image" src=${source} alt=${alt ?? localizer.text('image')} loading="lazy" />`
      : nothing;
  },

  'hand-off': ({ text, email, phone }) =>
    html`<p part="bubble" class="bubble">${text}</p>
      <p class="links">
        ${email ? anchor(email, safeUrl(`mailto:${email}`, ['mailto:'])) : nothing}
        ${phone ? anchor(phone, safeUrl(`tel:${phone.replace(/[^\d+]/g, '')}`, ['tel:'])) : nothing}
      </p>`,

  'quick-replies': () => nothing,
};

/** A message type of a newer server is ignored. */
export function messageTemplate(message: BotMessage, options: MessageOptions): unknown {
  const template = templates[message.type] as
    ((message: BotMessage, options: MessageOptions) => unknown) | undefined;
  return template ? template(message, options) : nothing;
}

const anchor = (title: string, url: string | undefined) =>
  url === undefined ? html`<span>${title}</span>` : html`<a href=${url}>${title}</a>`;

/** A calendar day has no time zone. Formatted in UTC it stays the same day. */
function dayOf(day: string, localizer: Localizer<ChatMessages>): string {
  return Number.isNaN(Date.parse(day)) ? day : localizer.date(day, { dateStyle: 'long', timeZone: 'UTC' });
}
