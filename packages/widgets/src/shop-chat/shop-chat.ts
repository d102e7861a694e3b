import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { chatIcon } from '../internal/icons.js';
import { MessagesController } from '../internal/messages-controller.js';
import { pageClient } from '../internal/page-client.js';
import type { PageState } from '../internal/page-context.js';
import { ShopElement } from '../internal/shop-element.js';
import { visitorClaim } from '../internal/visitor-claim.js';
import { chatMessages, type ChatButtonMessages } from './chat-messages.js';
import { conversationSign, forgetConversation, recallConversation } from './conversation-memory.js';
import { shopChatStyles } from './shop-chat.styles.js';

/**
 * The shop's assistant: a button in the corner, which loads its panel on demand. With consent to
 * `functionality` the conversation continues after page changes and reloads. The panel does not reopen by
 * itself, because it would cover the page; the button shows that a conversation can be continued.
 *
 * ```html
 * <shop-chat></shop-chat>
 * ```
 *
 * @attr open - whether the panel is shown; may be set
 * @attr aside - set while the button is small in the corner: the page is scrolled down, or the focus is under it
 * @attr label - name of the button; when absent, the title of the chat
 *
 * @fires shop-add-to-cart - cancelable: as with `<shop-recs>`
 * @fires shop-error - an error occurred inside
 *
 * @csspart button - the round button
 * @csspart panel, header, title, close, log, bubble, reply, input, send - see the panel
 * @csspart card, link, image, name, reason, price, rating, add - a product in a conversation
 *
 * @cssproperty --shop-chat-offset - distance from the corner (1rem)
 * @cssproperty --shop-chat-z-index - layer (just below the highest)
 * @cssproperty --shop-chat-width, --shop-chat-height - size of the panel (24rem, 38rem)
 * @cssproperty --shop-accent, --shop-on-accent - the button and the shopper's words (the page's text and background)
 * @cssproperty --shop-surface, --shop-on-surface - the panel (the page's background and text)
 * @cssproperty --shop-radius - rounding (0.5rem)
 */
export class ShopChat extends ShopElement {
  static override styles = [ShopElement.styles, shopChatStyles];

  /** Whether the panel is shown. */
  @property({ type: Boolean, reflect: true }) open = false;
  /** Name of the button. */
  @property() label: string | undefined;
  @state() private isLoaded = false;

  private readonly messages = new MessagesController<ChatButtonMessages>(this, 'shop-chat', [chatMessages]);

  protected override pageChanged(changed: ReadonlySet<keyof PageState>): void {
    // The panel forgets more, but it may not be loaded on this page.
    if (changed.has('token') && this.page.state.token === undefined) forgetConversation();
    super.pageChanged(changed);
  }

  protected override willUpdate(): void {
    // The panel sends what an earlier page could not send, without being opened.
    if (this.open || recallConversation().unsent) this.load();
  }

  protected override firstUpdated(): void {
    // This is a separate module, because it is not needed before the page is used.
    this.guard(async () => new (await import('./step-aside.js')).StepAsideController(this));
  }

  private readonly load = (): void => {
    if (this.isLoaded) return;
    this.guard(async () => {
      await import('./chat-panel.js');
      this.isLoaded = true;
    });
  };

  /**
   * Deletes the data that the server keeps about this shopper: their events, and this conversation, which has
   * no visitor key without consent to analytics. Rejects if the server does not confirm it.
   */
  async erase(): Promise<void> {
    const { conversation } = recallConversation();
    const { key } = this.page.state;
    await pageClient.post('/v1/visitors/erase', { key, visitor: visitorClaim(), conversation });
    forgetConversation();
    this.open = this.isLoaded = false;
  }

  private async handleClose() {
    this.open = false;
    await this.updateComplete;
    this.renderRoot.querySelector('button')?.focus();
  }

  protected override render() {
    const chat = this.page.state.settings?.chat;
    if (!chat?.enabled || !this.messages.isReady) return nothing;
    const sign = this.open ? undefined : conversationSign();
    const name = this.label ?? chat.title ?? this.messages.text('title');
    return html`${
        this.isLoaded
          ? html`<shop-chat-panel
              .open=${this.open}
              @close=${() => this.handleClose()}
              @news=${() => this.requestUpdate()}
            ></shop-chat-panel>`
          : nothing
      }<button
        part="button"
        type="button"
        data-sign=${sign ?? nothing}
        aria-label=${sign ? this.messages.text(sign, { name }) : name}
        aria-expanded=${this.open}
        aria-haspopup="dialog"
        @pointerenter=${this.load}
        @focus=${this.load}
        @click=${() => (this.open = !this.open)}
      >
        ${chatIcon()}
      </button>`;
  }
}

ShopChat.define('shop-chat');

declare global {
  interface HTMLElementTagNameMap {
    'shop-chat': ShopChat;
  }
}
