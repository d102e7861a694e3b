import { html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { ShopSettings } from '@shelfwise/core/wire';
import { ShopElement } from '../internal/shop-element.js';
import { EmbedSession, SessionExpiredError } from '../owner/embed-session.js';
import { createOwnerClient, type OwnerClient } from '../owner/owner-client.js';
import type { StockDashboard } from '../stock-dashboard/stock-dashboard.js';
import '../stock-dashboard/stock-dashboard.js';
import type { StockViewChangeEvent } from '../stock-dashboard/stock-view-change-event.js';
import { createOwnerAccess, type OwnerAccess } from './owner-access.js';
import { areaStyles } from './owner-area.styles.js';
import './chat/owner-chat.js';
import './recommendations/owner-recommendations.js';
import './owner-today.js';
import { parseRoute, sections, type Route } from './routes.js';
import { sectionStyles } from './section.styles.js';
import type { SettingsChangeEvent } from './setup/settings-change-event.js';

type Access = 'checking' | 'signed-in' | 'signed-out' | 'link-spent' | 'unreachable';

/**
 * The owner's area: a shell around our own elements. It is the whole page that the server answers at `/owner`; the
 * section is in the address's fragment.
 *
 * ```html
 * <owner-area></owner-area>
 * ```
 *
 * @summary Today, Recommendations, Chat, Stock and Setup of one shop.
 */
export class OwnerArea extends ShopElement {
  static override styles = [...sectionStyles, areaStyles];

  @state() private access: Access = 'checking';
  @state() private settings: ShopSettings | undefined;
  @state() private route: Route = parseRoute(location.hash);

  @query('h1') private heading!: HTMLElement | null;
  @query('stock-dashboard') private dashboard!: StockDashboard | null;

  private readonly ownerAccess: OwnerAccess = createOwnerAccess();
  private readonly session = new EmbedSession(() => this.ownerAccess.fetchSession());
  private readonly client: OwnerClient = createOwnerClient(location.origin, this.session);
  private readonly followHash = () => void this.handleHash();

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.followHash);
    void this.enter();
  }

  protected override firstUpdated(): void {
    // Seldom opened: the other sections do not wait for it.
    this.guard(() => import('./setup/owner-setup.js'));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.followHash);
  }

  /** Signs in with the link of the address, if there is one, then with the cookie. */
  private async enter(): Promise<void> {
    this.access = 'checking';
    let isLinkGood = true;
    try {
      // A link that is spent need not stop who is signed in already.
      isLinkGood = await this.ownerAccess.redeemLink();
      this.route = parseRoute(location.hash);
      this.settings = await this.client.get<ShopSettings>('/v1/shop');
      this.access = 'signed-in';
      this.nameThePage();
      await this.openProduct();
    } catch (error) {
      const outside = isLinkGood ? 'signed-out' : 'link-spent';
      this.access = error instanceof SessionExpiredError ? outside : 'unreachable';
    }
  }

  private async handleHash(): Promise<void> {
    // A second link, pasted into a page that is open already.
    if (location.pathname.endsWith('/sign-in')) return this.enter();
    this.route = parseRoute(location.hash);
    this.nameThePage();
    await this.updateComplete;
    this.heading?.focus();
    await this.openProduct();
  }

  private nameThePage(): void {
    const section = sections.find(({ name }) => name === this.route.section);
    document.title = `${section?.title ?? 'Owner’s area'} – ${this.settings?.name ?? 'Shelfwise'}`;
  }

  private async openProduct(): Promise<void> {
    if (this.route.section !== 'stock' || !this.route.detail) return;
    await this.updateComplete;
    await this.dashboard?.open(this.route.detail);
  }

  private async handleSignOut(): Promise<void> {
    this.session.discard();
    this.settings = undefined;
    this.access = 'signed-out';
    await this.ownerAccess.signOut().catch(() => {
      // The cookie could not be taken back: say so instead of pretending.
      this.access = 'unreachable';
    });
  }

  /** Filters are no places to go back to one by one: they take the place of what the address said. */
  private handleStockView({ view }: StockViewChangeEvent): void {
    this.route = { section: 'stock', detail: '', view };
    history.replaceState(history.state, '', `#/stock${view && `?${view}`}`);
  }

  private handleSettings({ settings }: SettingsChangeEvent): void {
    this.settings = settings;
    this.nameThePage();
  }

  protected override render(): TemplateResult {
    if (this.access === 'checking') return html`<p class="alone" role="status">One moment …</p>`;
    if (this.access !== 'signed-in' || !this.settings) return this.renderOutside();
    const { section } = this.route;
    const title = sections.find(({ name }) => name === section)!.title;
    return html`<button type="button" class="skip" @click=${() => this.heading?.focus()}>
        To the content
      </button>
      <header class="top">
        <span class="brand">Shelfwise</span>
        <span class="shop">${this.settings.name}</span>
        <nav aria-label="Sections">
          ${sections.map(
            ({ name, title: label }) =>
              html`<a href="#/${name}" aria-current=${name === section ? 'page' : nothing}>${label}</a>`,
          )}
        </nav>
        <button type="button" class="quiet" @click=${() => void this.handleSignOut()}>Sign out</button>
      </header>
      <main
        id="main"
        lang=${contentLanguage(this.settings.locale)}
        @owner-settings-change=${(event: SettingsChangeEvent) => this.handleSettings(event)}
        @owner-session-ended=${() => (this.access = 'signed-out')}
      >
        <h1 tabindex="-1">${title}</h1>
        ${this.renderSection(this.settings)}
      </main>`;
  }

  private renderSection(settings: ShopSettings): TemplateResult {
    const { client } = this;
    const publishableKey = this.ownerAccess.shop?.publishableKey;
    switch (this.route.section) {
      case 'today':
        return html`<owner-today .client=${client} .settings=${settings}></owner-today>`;
      case 'recommendations':
        return html`<owner-recommendations
          .client=${client}
          .settings=${settings}
          .publishableKey=${publishableKey}
        ></owner-recommendations>`;
      case 'chat':
        return html`<owner-chat
          .client=${client}
          .settings=${settings}
          .question=${this.route.detail}
        ></owner-chat>`;
      case 'stock':
        return html`<stock-dashboard
          .server=${client.server}
          .fetchSession=${this.fetchSession}
          .view=${this.route.view}
          @shop-stock-view-change=${(event: StockViewChangeEvent) => this.handleStockView(event)}
        ></stock-dashboard>`;
      case 'setup':
        return html`<owner-setup
          .client=${client}
          .settings=${settings}
          .publishableKey=${publishableKey}
        ></owner-setup>`;
    }
  }

  /** One function for good: a new one would make the dashboard begin again. */
  private readonly fetchSession = () => this.ownerAccess.fetchSession();

  private renderOutside(): TemplateResult {
    if (this.access === 'unreachable') {
      return html`<div class="alone message" role="alert">
        <h1>The server does not answer</h1>
        <p>Check that it runs, then try again.</p>
        <button type="button" @click=${() => void this.enter()}>Try again</button>
      </div>`;
    }
    return html`<div class="alone message">
      <h1>You are signed out</h1>
      ${
        this.access === 'link-spent'
          ? html`<p role="alert">
              This link was used already or is too old: each works once, within 24 hours.
            </p>`
          : nothing
      }
      <p>
        Sign in with a new link. Whoever runs the server gets one with this command, NAME being your shop’s
        name:
      </p>
      <pre tabindex="0" role="group" aria-label="Command"><code>shelfwise shop sign-in NAME</code></pre>
      <p class="hint">In a checkout of the project: node packages/server/dist/cli.js shop sign-in NAME</p>
    </div>`;
  }
}

/** The texts here are English; only an English shop's own variant changes how numbers and days are written. */
function contentLanguage(locale: string): string {
  return locale.startsWith('en') ? locale : 'en';
}

OwnerArea.define('owner-area');

declare global {
  interface HTMLElementTagNameMap {
    'owner-area': OwnerArea;
  }
}
