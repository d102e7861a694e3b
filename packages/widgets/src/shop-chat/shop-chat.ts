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
 * The shop's assistant: a button in the corner, which loads its panel when it is needed. The conversation goes on over
 * page changes and reloads for shoppers who have agreed to that (`functionality`). The panel does not come back by
 * itself, where it would lie over what the page is about: the button says that there is a conversation to go on with.
 *
 * ```html
 * <shop-chat></shop-chat>
 * ```
 *
 * @attr open - whether the panel is shown; may be set
 * @attr aside - set while the button is small in the corner: the page is scrolled down, or the focus is under it
 * @attr label - name of the button; the title from the shop's settings when absent
 *
 * @fires shop-add-to-cart - cancelable: as with `<shop-recs>`
 * @fires shop-error - something failed inside
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
    // Also where the panel, which forgets more, was not opened on this page.
    if (changed.has('token') && this.page.state.token === undefined) forgetConversation();
    super.pageChanged(changed);
  }

  protected override willUpdate(): void {
    // What an earlier page could not send is sent from here, without opening.
    if (this.open || recallConversation().unsent) this.load();
  }

  protected override firstUpdated(): void {
    // In a module of its own: there is nothing to step aside from before the page is used.
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
   * Removes what the server keeps about this shopper: what they looked at, and this conversation, which without consent
   * to analytics no visitor's key leads to. Rejects if the server did not take it.
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
