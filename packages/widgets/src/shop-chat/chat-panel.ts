import { html, nothing, type CSSResultGroup, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ProductCard } from '@shelfwise/core/wire';
import { closeIcon, sendIcon } from '../internal/icons.js';
import { MessagesController } from '../internal/messages-controller.js';
import type { PageState } from '../internal/page-context.js';
import { ShopElement } from '../internal/shop-element.js';
import { AddToCartController } from '../parts/product-card/add-to-cart-controller.js';
import { cardMessages } from '../parts/product-card/card-messages.js';
import { productCard } from '../parts/product-card/product-card.js';
import { productCardStyles } from '../parts/product-card/product-card.styles.js';
import { chatMessages, type ChatMessages } from './chat-messages.js';
import { chatPanelStyles } from './chat-panel.styles.js';
import { ChatSession, type ChatEntry } from './chat-session.js';
import { rememberConversation } from './conversation-memory.js';
import { messageTemplate } from './message-template.js';

/** The server's limit for one message, in characters. */
const maxLength = 2000;
/** Space above the question when the log scrolls to it. */
const questionMarginPx = 16;
/** The log follows new messages while it is within this distance of its end. */
const nearEndPx = 80;

/** Parts that a page may style through `<shop-chat>`. */
const exportedParts =
  'panel, header, title, close, log, bubble, reply, input, send, card, link, image, name, reason, price, rating, add';

/**
 * The panel of `<shop-chat>`, which opens and closes it. It is a dialog that leaves the page usable, and
 * covers the page on small screens. It fires `close` when the shopper closes it, and `news` when a message
 * arrives while it is closed. Assistive technology hears finished messages, not the parts of a message that
 * is still arriving.
 *
 * @csspart panel, header, title, close - the dialog and its head
 * @csspart log, bubble - what was said
 * @csspart reply, input, send - what can be said
 */
export class ShopChatPanel extends ShopElement {
  static override styles: CSSResultGroup = [ShopElement.styles, productCardStyles, chatPanelStyles];

  /** Whether the panel is shown. Closing it does not end the conversation. */
  @property({ type: Boolean }) open = false;
  @state() private announcement = '';
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('.log') private log!: HTMLElement;
  @query('textarea') private input!: HTMLTextAreaElement;

  private readonly messages = new MessagesController<ChatMessages>(this, 'shop-chat', [
    chatMessages,
    cardMessages,
  ]);
  private readonly session = new ChatSession(
    () => this.requestUpdate(),
    () => this.handleSettled(),
  );
  private readonly addToCart = new AddToCartController(this);
  private followsLog = true;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('exportparts', exportedParts);
  }

  protected override pageChanged(changed: ReadonlySet<keyof PageState>): void {
    if (changed.has('token')) this.session.tellCustomer(this.page.state.token);
    super.pageChanged(changed);
  }

  /** The first rendering waits for the words, so that none appears late and moves the others. */
  protected override async scheduleUpdate(): Promise<void> {
    await this.messages.ready;
    await super.scheduleUpdate();
  }

  protected override firstUpdated(): void {
    this.guard(() => this.session.restore());
  }

  protected override willUpdate(): void {
    if (this.hasUpdated) {
      const { scrollHeight, scrollTop, clientHeight } = this.log;
      this.followsLog = scrollHeight - scrollTop - clientHeight < nearEndPx;
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('open')) this.toggle();
    if (this.followsLog || changed.has('open')) this.follow();
  }

  /**
   * Scrolls to the end of the log, but not past the shopper's last question, so that an answer is read from
   * its start.
   */
  private follow() {
    const { log } = this;
    const question = [...log.querySelectorAll<HTMLElement>('.shopper')].at(-1);
    const end = log.scrollHeight - log.clientHeight;
    const top = question ? question.offsetTop - log.offsetTop - questionMarginPx : end;
    log.scrollTop = Math.min(end, top);
  }

  private toggle() {
    const { dialog } = this;
    if (!this.open) dialog.close();
    else if (!dialog.open) {
      rememberConversation({ hasNews: undefined });
      if (matchMedia('(max-width: 30rem)').matches) dialog.showModal();
      else dialog.show();
      this.input.focus();
    }
  }

  /**
   * Keeps the visible messages in place while earlier ones are added above, and keeps the focus in the log.
   */
  private async handleEarlier() {
    const { log } = this;
    const belowPx = log.scrollHeight - log.scrollTop;
    log.focus({ preventScroll: true });
    await this.session.showEarlier();
    await this.updateComplete;
    log.scrollTop = log.scrollHeight - belowPx;
  }

  private handleSettled() {
    if (this.open) return;
    rememberConversation({ hasNews: true });
    this.dispatchEvent(new Event('news'));
  }

  private close() {
    this.dispatchEvent(new Event('close'));
  }

  private handleKeydown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }

  private handleCancel(event: Event) {
    event.preventDefault();
    this.close();
  }

  private handleInputKeydown(event: KeyboardEvent) {
    // The Enter key that ends the composition of a character does not send the message.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  private handleSubmit(event: Event) {
    event.preventDefault();
    this.submit();
  }

  private submit() {
    const text = this.input.value.trim();
    if (text === '') return;
    this.input.value = '';
    this.say({ text });
  }

  private say(message: Parameters<ChatSession['say']>[0]) {
    this.session.say(message);
    this.input.focus();
    void this.updateComplete.then(() => this.follow());
  }

  private async handleAdd(item: ProductCard, requestId: string | undefined) {
    await this.addToCart.add(item, requestId);
    const { title, product } = item;
    const result = this.addToCart.stateOf(product);
    if (result === 'added') this.announcement = this.messages.text('addedLabel', { title });
    if (result === 'failed') this.announcement = this.messages.text('failedLabel', { title });
  }

  protected override render() {
    const { localizer } = this.messages;
    const { chat } = this.page.state.settings!;
    const { entries, draft, isTyping } = this.session;
    const greeting = chat.greeting ?? localizer.text('greeting');
    return html`<dialog
      part="panel"
      aria-labelledby="title"
      @keydown=${(event: KeyboardEvent) => this.handleKeydown(event)}
      @cancel=${(event: Event) => this.handleCancel(event)}
    >
      <header part="header">
        <h2 part="title" id="title">${chat.title ?? localizer.text('title')}</h2>
        <button
          part="close"
          class="plain"
          type="button"
          aria-label=${localizer.text('close')}
          @click=${() => this.close()}
        >
          ${closeIcon()}
        </button>
      </header>
      <div
        part="log"
        class="log"
        role="log"
        tabindex="0"
        aria-label=${localizer.text('log')}
        aria-busy=${isTyping}
      >
        ${greeting ? html`<div class="entry"><p part="bubble" class="bubble">${greeting}</p></div>` : nothing}
        ${
          this.session.hasEarlier
            ? html`<p class="state">
                <button class="earlier" type="button" @click=${() => this.guard(() => this.handleEarlier())}>
                  ${localizer.text('earlier')}
                </button>
              </p>`
            : nothing
        }
        ${repeat(
          entries,
          ({ id }) => id,
          (entry) => this.renderEntry(entry),
        )}
        ${isTyping ? this.renderDraft(draft) : nothing}
      </div>
      ${this.renderReplies()} ${this.renderForm()}
      <p class="visually-hidden" role="status">${this.announcement}</p>
    </dialog>`;
  }

  private renderEntry(entry: ChatEntry) {
    const { localizer } = this.messages;
    const speaker = { shopper: 'you', assistant: 'assistant', person: 'person' } as const;
    return html`<div class="entry ${entry.from}">
      <span class="visually-hidden">${localizer.text(speaker[entry.from])}</span>
      ${
        entry.message
          ? messageTemplate(entry.message, {
              localizer,
              card: (item, requestId) => this.renderCard(item, requestId),
            })
          : html`<p part="bubble" class="bubble">${entry.text}</p>`
      }
      ${
        entry.state === 'failed'
          ? html`<p class="state">
              ${localizer.text('notSent')}
              <button type="button" @click=${() => this.session.retry(entry.id)}>
                ${localizer.text('retry')}
              </button>
            </p>`
          : nothing
      }
    </div>`;
  }

  /** The draft is hidden from assistive technology, which hears the finished message. */
  private renderDraft(draft: string) {
    return html`<div class="entry" aria-hidden="true">
      ${
        draft === ''
          ? html`<p class="bubble typing"><i></i><i></i><i></i></p>`
          : html`<p part="bubble" class="bubble">${draft}</p>`
      }
    </div>`;
  }

  private renderCard(item: ProductCard, requestId: string | undefined) {
    return productCard(item, {
      localizer: this.messages.localizer,
      addState: this.addToCart.stateOf(item.product),
      onVisit: () => {
        if (requestId !== undefined) this.page.track({ type: 'click', requestId, product: item.product });
      },
      onAdd: () => this.guard(() => this.handleAdd(item, requestId)),
    });
  }

  /** Suggested answers: at first those of the shop, later those of the last message. */
  private renderReplies() {
    const { entries, isTyping } = this.session;
    const last = entries.at(-1)?.message;
    const replies =
      entries.length === 0
        ? this.page.state.settings!.chat.suggestions.map((text) => ({ shown: text, say: { text } }))
        : last?.type === 'quick-replies' && !isTyping
          ? last.replies.map(({ title, payload }) => ({ shown: title, say: { payload, shown: title } }))
          : [];
    if (replies.length === 0) return nothing;
    return html`<ul class="replies" aria-label=${this.messages.text('replies')}>
      ${replies.map(
        ({ shown, say }) =>
          html`<li>
            <button part="reply" class="reply" type="button" @click=${() => this.say(say)}>${shown}</button>
          </li>`,
      )}
    </ul>`;
  }

  private renderForm() {
    const { localizer } = this.messages;
    return html`<form @submit=${(event: Event) => this.handleSubmit(event)}>
      <textarea
        part="input"
        rows="1"
        maxlength=${maxLength}
        enterkeyhint="send"
        aria-label=${localizer.text('input')}
        placeholder=${localizer.text('input')}
        @keydown=${(event: KeyboardEvent) => this.handleInputKeydown(event)}
      ></textarea>
      <button part="send" class="plain send" type="submit" aria-label=${localizer.text('send')}>
        ${sendIcon()}
      </button>
    </form>`;
  }
}

ShopChatPanel.define('shop-chat-panel');

declare global {
  interface HTMLElementTagNameMap {
    'shop-chat-panel': ShopChatPanel;
  }
}
