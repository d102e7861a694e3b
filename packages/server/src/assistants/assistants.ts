import type { Logger } from 'pino';
import type { Secrets } from '../access/secrets.js';
import type { ModelRegistry } from '../following/model-registry.js';
import type { CatalogueCache } from '../following/catalogue-cache.js';
import type { Recommender } from './recommender.js';
import type { Id, ShopDocument } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';
import { CatalogueSearch } from '../product-search/catalogue-search.js';
import { ActionRunner, type Actions } from './actions/index.js';
import { findFaqEntry } from './actions/facts/find-faq-entry.js';
import { AttemptLimit } from './actions/orders/attempt-limit.js';
import { FaqLookup } from '../following/faq-lookup.js';
import type { Assistant } from './assistant.js';
import { loadDefaultProject } from './default-project.js';
import { DefaultModels } from './default-model.js';
import { EmbeddedAssistant } from './embedded/embedded-assistant.js';
import { Engines } from './engines.js';
import { Wording } from './wording/wording.js';

export interface AssistantParts {
  store: Store;
  catalogue: CatalogueCache;
  recommendations: Recommender;
  models: Pick<ModelRegistry, 'get'>;
  clock: () => Date;
  log: Logger;
  secrets: Secrets;
  /** Serve until a shop has a model of its own; trained in a thread when absent. */
  defaultModels?: DefaultModels;
  /** Words the answers of actions. */
  wording?: Wording;
  /**
   * For shops whose assistant is Rasa without an address of its own; the one address that may be internal.
   */
  rasaUrl?: string;
}

/**
 * The assistants of this process: the embedded one, the engines of shops, and the actions that all of them
 * call.
 */
export class Assistants {
  /** Answers when the engine that a shop chose gives no answer. */
  readonly embedded: Assistant;
  readonly actions: Actions;
  private readonly faq: FaqLookup;
  private readonly engines: Engines;

  constructor(parts: AssistantParts) {
    const { log, clock, secrets, rasaUrl, models } = parts;
    const { defaultModels = new DefaultModels(), wording = new Wording() } = parts;
    const digest: Secrets['digest'] = (shopId, kind, value) => secrets.digest(shopId, kind, value);
    const background = async () => (await loadDefaultProject()).examples.map(({ text }) => text);
    this.faq = new FaqLookup({ store: parts.store, clock, background, log });
    const { store, catalogue, recommendations } = parts;
    const search = new CatalogueSearch(catalogue);
    this.actions = new ActionRunner({
      tools: {
        store,
        catalogue,
        recommendations,
        search,
        faq: this.faq,
        digest,
        attempts: new AttemptLimit(),
      },
      wording,
    });
    this.embedded = new EmbeddedAssistant({ models, defaultModels, actions: this.actions, log });
    this.engines = new Engines(this.embedded, { secrets, log, ...(rasaUrl !== undefined && { rasaUrl }) });
  }

  /** The engine that the shop chose. */
  assistantFor(shop: ShopDocument): Assistant {
    return this.engines.assistantFor(shop);
  }

  /** Whether an FAQ entry that the owner wrote or changed since then answers the question. */
  async faqAnswers(shopId: Id, question: string, since: Date): Promise<boolean> {
    const entry = await findFaqEntry(this.faq, shopId, question);
    return entry !== undefined && entry.updatedAt >= since;
  }

  /** Called when the owner changed FAQ entries. */
  faqChanged(shopId: Id): void {
    this.faq.forget(shopId);
  }
}
