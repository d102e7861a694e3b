import type { Consent, PageEvent, PageSettings } from '@shelfwise/core/wire';
import { consentTo } from './consent.js';

/**
 * The state that all our code on a page shares. The loader writes it; the elements read it and follow its
 * changes. The loader is a classic script and the elements are modules, so the instance is stored on the
 * document. The first script to run creates it.
 */
export interface PageState {
  /** Origin of the server, without a trailing slash. Empty until the loader has run. */
  server: string;
  /** Publishable key. */
  key: string;
  settings: PageSettings | undefined;
  consent: Consent;
  /** The visitor's key. It is known only after consent to analytics. */
  visitor: string | undefined;
  /** Random name of this visit. It survives page changes only after consent to analytics. */
  session: string | undefined;
  /** Customer token of the shop's server. */
  token: string | undefined;
  /** The product this page is about. */
  product: string | undefined;
  cart: string[];
  /** Products viewed in this visit, oldest first. Empty without consent to personalization. */
  recent: string[];
  /** True once the page was searched for its product. Then an undefined product means that there is none. */
  detected: boolean;
}

/** A page event to which the loader has not yet added an id and a time. */
export type TrackedEvent = PageEvent extends infer Event
  ? Event extends PageEvent
    ? Omit<Event, 'id' | 'at'>
    : never
  : never;

export interface PageContext {
  readonly state: Readonly<PageState>;
  /**
   * Responses that the loader requested ahead of the rows, by address. The row with the same request takes
   * it.
   */
  readonly answers: Record<string, Promise<Response | undefined> | undefined>;
  /** Changes the state. Listeners are called once, and only if a value differs. */
  update(change: Partial<PageState>): void;
  subscribe(listener: (changed: ReadonlySet<keyof PageState>) => void): () => void;
  /** Passes an event to the loader. It is kept until the loader has run. */
  track(event: TrackedEvent): void;
  /** Called by the loader, which receives the kept events and all later ones. */
  onTrack(sink: (event: TrackedEvent) => void): void;
}

type Unknown = 'settings' | 'visitor' | 'session' | 'token' | 'product';

export function createPageContext(): PageContext {
  // Unknown values are omitted, because the loader's size is limited.
  let state = {
    server: '',
    key: '',
    consent: consentTo(false),
    cart: [],
    recent: [],
    detected: false,
  } as Omit<PageState, Unknown> as PageState;
  const listeners = new Set<(changed: ReadonlySet<keyof PageState>) => void>();
  const waiting: TrackedEvent[] = [];
  // The list stays short. Without a loader there is no key, and without a key no element has events to track.
  let sink: (event: TrackedEvent) => void = (event) => waiting.push(event);
  return {
    get state() {
      return state;
    },
    answers: {},
    update(change) {
      const changed = new Set<keyof PageState>();
      for (const name of Object.keys(change) as (keyof PageState)[]) {
        if (JSON.stringify(change[name]) !== JSON.stringify(state[name])) changed.add(name);
      }
      if (changed.size > 0) {
        state = { ...state, ...change };
        [...listeners].forEach((listener) => listener(changed));
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    track: (event) => sink(event),
    onTrack(next) {
      sink = next;
      waiting.splice(0).forEach(next);
    },
  };
}

const name = Symbol.for('shelfwise.page');
type Holder = Record<symbol, PageContext | undefined>;

/** The context of this page. */
export function pageContext(): PageContext {
  return ((document as unknown as Holder)[name] ??= createPageContext());
}
