import type { Logger } from 'pino';
import type { Secrets } from '../access/secrets.js';
import type { ModelRegistry } from '../following/model-registry.js';
import type { CatalogueCache } from '../following/catalogue-cache.js';
import type { Recommender } from './recommender.js';
import type { Id, ShopDocument } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';
import { createActions, type Action } from './actions/index.js';
import { faqFor } from './actions/facts/answer-faq.js';
import { FaqLookup } from '../following/faq-lookup.js';
import type { Assistant } from './assistant.js';
import { loadDefaultProject } from './default-project.js';
import { createDefaultModel, type DefaultModel } from './default-model.js';
import { createEmbeddedAssistant } from './embedded/embedded-assistant.js';
import { Engines } from './engines.js';

export interface Assistants {
  /** The engine of the shop's own choice. */
  assistantFor(shop: ShopDocument): Assistant;
  /** Answers when the chosen engine does not. */
  embedded: Assistant;
  /** Whether an entry that the owner has written or changed since answers this. */
  faqAnswers(shopId: Id, question: string, since: Date): Promise<boolean>;
  /** The owner's entries are others now. */
  faqChanged(shopId: Id): void;
  /** For `RasaActionService`. */
  actions: ReadonlyMap<string, Action>;
}

export interface AssistantParts {
  store: Store;
  catalogue: CatalogueCache;
  recommendations: Recommender;
  models: Pick<ModelRegistry, 'get'>;
  clock: () => Date;
  log: Logger;
  secrets: Secrets;
  /** What stands in until a shop has a model; trained in a thread when absent. */
  defaultModel?: DefaultModel;
  /** For shops whose assistant is Rasa without an address of its own; the one address that may be internal. */
  rasaUrl?: string;
}

export function createAssistants(parts: AssistantParts): Assistants {
  const { log, clock, secrets, rasaUrl, models, defaultModel = createDefaultModel() } = parts;
  const digest: Secrets['digest'] = (shopId, kind, value) => secrets.digest(shopId, kind, value);
  const background = async () => (await loadDefaultProject()).examples.map(({ text }) => text);
  const faq = new FaqLookup({ store: parts.store, clock, background, log });
  const actions = createActions({ ...parts, digest, faq });
  const embedded = createEmbeddedAssistant({ models, defaultModel, actions, log });
  const engines = new Engines(embedded, { secrets, log, ...(rasaUrl !== undefined && { rasaUrl }) });

  return {
    embedded,
    actions,
    faqAnswers: async (shopId, question, since) => {
      const entry = await faqFor(faq, shopId, question);
      return entry !== undefined && entry.updatedAt >= since;
    },
    faqChanged: (shopId) => faq.forget(shopId),
    assistantFor: (shop) => engines.assistantFor(shop),
  };
}
