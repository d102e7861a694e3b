import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { primaryLanguage, Localizer } from './localizer.js';
import { placeholdersOf, type Message, type Messages } from './messages.js';
import { nearestLang } from './nearest-lang.js';
import type { PageState } from './page-context.js';
import type { ShopElement } from './shop-element.js';

/** A row shows its words after this long even when the shop's settings, which may replace some, have not come. */
const settingsWaitMs = 3000;

/** The part of a `ShopElement` that is used here. The class itself would be a circle of inferred types. */
type MessagesHost = ReactiveControllerHost & HTMLElement & Pick<ShopElement, 'page' | 'locale' | 'report'>;

type Loader = () => Promise<{ messages: Messages }>;
type LoaderSet = Record<'en', Loader>;

/** Messages that have arrived, so that the next element of the kind has its words in its first rendering. */
const arrived = new Map<Loader, Messages>();

/**
 * Loads the messages of an element in the language of its place on the page, and follows a change of that language.
 * Until the first messages are there, every text is empty; while those of another language load, the old ones stay.
 * When a language cannot be loaded, English is used.
 *
 * ```ts
 * private readonly messages = new MessagesController<RecsMessages>(this, 'shop-recs', [recsMessages, cardMessages]);
 * ```
 */
export class MessagesController<M extends Messages> implements ReactiveController {
  /** Resolves when the element has its words, or when they could not be loaded. It never rejects. */
  readonly ready: Promise<void>;
  private resolveReady!: () => void;
  private loaded: Messages | undefined;
  private loadedLanguage = '';
  private wantedLanguage = '';
  private hasWaited = false;
  private unsubscribe: (() => void) | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private current: Localizer<M> | undefined;
  private readonly observer = new MutationObserver(() => this.check());

  constructor(
    private readonly host: MessagesHost,
    /** Tag under which a shop replaces messages: `<tag>.<name>`. */
    private readonly tag: string,
    /** The element's own messages and those of parts that it shows. Names are unique among them. */
    private readonly sets: readonly LoaderSet[],
  ) {
    this.ready = new Promise((resolve) => (this.resolveReady = resolve));
    host.addController(this);
  }

  hostConnected(): void {
    this.unsubscribe = this.host.page.subscribe((changed) => {
      if (changed.has('settings')) this.check();
    });
    for (let root = this.host.getRootNode(); ; root = root.host.getRootNode()) {
      this.observer.observe(root, { attributes: true, attributeFilter: ['lang'], subtree: true });
      if (!(root instanceof ShadowRoot)) break;
    }
    this.check();
  }

  hostDisconnected(): void {
    this.unsubscribe?.();
    this.observer.disconnect();
    clearTimeout(this.timer);
  }

  /** False until the element has words to show. */
  get isReady(): boolean {
    return this.loaded !== undefined && this.areSettingsKnown;
  }

  /** The language whose messages are in use. */
  get language(): string {
    return this.loadedLanguage;
  }

  get localizer(): Localizer<M> {
    return (this.current ??= new Localizer<M>({
      locale: this.host.locale,
      language: this.loadedLanguage || 'en',
      messages: (this.isReady ? this.withReplacements(this.loaded!) : {}) as Partial<
        Record<keyof M, Message>
      >,
    }));
  }

  text(name: keyof M & string, values?: Record<string, string | number>): string {
    return this.localizer.text(name, values);
  }

  number(value: number, options?: Intl.NumberFormatOptions): string {
    return this.localizer.number(value, options);
  }

  /** `amount` is in minor units of `currency`. */
  money(amount: number, currency: string): string {
    return this.localizer.money(amount, currency);
  }

  date(value: Date | string, options?: Intl.DateTimeFormatOptions): string {
    return this.localizer.date(value, options);
  }

  list(values: string[]): string {
    return this.localizer.list(values);
  }

  private get state(): Readonly<PageState> {
    return this.host.page.state;
  }

  /** Without `shop.js` on the page, as in the owner's area, no settings will come. */
  private get areSettingsKnown(): boolean {
    return this.state.settings !== undefined || this.state.key === '' || this.hasWaited;
  }

  /** Called when the language or the settings may have changed. */
  private check(): void {
    if (!this.areSettingsKnown) {
      this.timer ??= setTimeout(() => {
        this.hasWaited = true;
        this.check();
      }, settingsWaitMs);
      // The shop's language, which the settings tell, would be the wrong guess.
      if (nearestLang(this.host) === '') return;
    }
    const primary = primaryLanguage(this.host.locale);
    const language = this.sets.every((set) => primary in set) ? primary : 'en';
    if (language !== this.wantedLanguage) {
      this.wantedLanguage = language;
      const known = this.arrivedMessages(language);
      if (known) this.use(language, known);
      else void this.load(language);
    }
    this.changed();
  }

  private async load(language: string): Promise<void> {
    let messages: Messages = {};
    let used = language;
    try {
      messages = await this.request(language);
    } catch {
      used = 'en';
      try {
        messages = await this.request('en');
      } catch (error) {
        this.host.report(error);
      }
    }
    // The element may have got another language meanwhile.
    if (language !== this.wantedLanguage) return;
    // A later change of the page may ask for a language again that failed now.
    if (used !== language) this.wantedLanguage = used;
    this.use(used, messages);
    this.changed();
  }

  private use(language: string, messages: Messages): void {
    this.loadedLanguage = language;
    this.loaded = messages;
  }

  private async request(language: string): Promise<Messages> {
    const parts = await Promise.all(
      this.loadersOf(language).map(async (loader) => {
        const { messages } = await loader();
        arrived.set(loader, messages);
        return messages;
      }),
    );
    return Object.assign({}, ...parts) as Messages;
  }

  private arrivedMessages(language: string): Messages | undefined {
    const parts = this.loadersOf(language).map((loader) => arrived.get(loader));
    return parts.includes(undefined) ? undefined : (Object.assign({}, ...parts) as Messages);
  }

  private loadersOf(language: string): Loader[] {
    return this.sets.map((set) => (set as Record<string, Loader>)[language] ?? set.en);
  }

  /** The messages with those that the shop has worded itself. One with an unknown placeholder is left out. */
  private withReplacements(messages: Messages): Messages {
    const replaced = this.state.settings?.messages?.[this.loadedLanguage];
    if (!replaced) return messages;
    const result = { ...messages };
    for (const [name, message] of Object.entries(messages)) {
      const text = replaced[`${this.tag}.${name}`];
      if (text && placeholdersOf(text).every((one) => placeholdersOf(formsOf(message)).includes(one)))
        result[name] = text;
    }
    return result;
  }

  private changed(): void {
    this.current = undefined;
    if (this.isReady) this.resolveReady();
    this.host.requestUpdate();
  }
}

const formsOf = (message: Message): string =>
  typeof message === 'string' ? message : Object.values(message).join(' ');
