import type { Logger } from 'pino';
import type { Secrets } from '../access/secrets.js';
import type { ModelRegistry } from '../following/model-registry.js';
import type { CatalogueCache } from '../following/catalogue-cache.js';
import type { Recommender } from './recommender.js';
import type { Id, ShopDocument } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';
import { createActions, type Action } from './actions/index.js';
import { faqFor } from './actions/facts/answer-faq.js';
import { createFaqLookup } from './actions/facts/faq-lookup.js';
import type { Assistant } from './assistant.js';
import { loadDefaultProject } from './default-project.js';
import { createDefaultModel, type DefaultModel } from './default-model.js';
import { createEmbeddedAssistant } from './embedded/embedded-assistant.js';
import { createRasaAssistant } from './rasa/rasa-assistant.js';

export { rasaActionRoutes } from './rasa/action-routes.js';

export interface Assistants {
  /** The engine of the shop's own choice. */
  assistantFor(shop: ShopDocument): Assistant;
  /** Answers when the chosen engine does not. */
  embedded: Assistant;
  /** Whether an entry that the owner has written or changed since answers this. */
  faqAnswers(shopId: Id, question: string, since: Date): Promise<boolean>;
  /** The owner's entries are others now. */
  faqChanged(shopId: Id): void;
  /** For `rasaActionRoutes`. */
  actions: ReadonlyMap<string, Action>;
}

export interface AssistantParts {
  store: Store;
  catalogue: CatalogueCache;
  recommendations: Recommender;
  models: ModelRegistry;
  clock: () => Date;
  log: Logger;
  secrets: Secrets;
  /** What stands in until a shop has a model; trained in a thread when absent. */
  defaultModel?: DefaultModel;
  /** For shops whose assistant is Rasa without an address of its own; the one address that may be internal. */
  rasaUrl?: string;
}

/** Servers that shops name; more than these at once are forgotten, least recently used first. */
const maxRasaServers = 100;

export function createAssistants(parts: AssistantParts): Assistants {
  const { log, clock, secrets, rasaUrl, models, defaultModel = createDefaultModel() } = parts;
  const digest: Secrets['digest'] = (shopId, kind, value) => secrets.digest(shopId, kind, value);
  const background = async () => (await loadDefaultProject()).examples.map(({ text }) => text);
  const faq = createFaqLookup({ store: parts.store, clock, background });
  const actions = createActions({ ...parts, digest, faq });
  const embedded = createEmbeddedAssistant({ models, defaultModel, actions, log });
  const rasaServers = new Map<string, Assistant>();

  function rasaAt(shopId: string, url: string): Assistant {
    // A shop's breaker is its own: one that names another's address cannot switch it off for the other.
    const name = `${shopId} ${url}`;
    const assistant =
      rasaServers.get(name) ??
      createRasaAssistant({ url, secrets, log, clock, mayBeInternal: isOperators(url) });
    rasaServers.delete(name);
    rasaServers.set(name, assistant);
    if (rasaServers.size > maxRasaServers) rasaServers.delete(rasaServers.keys().next().value!);
    return assistant;
  }

  // The whole address, not its origin: what else stands on that server is not for shops to call.
  const isOperators = (url: string) =>
    rasaUrl !== undefined && URL.canParse(url) && new URL(url).href === new URL(rasaUrl).href;

  return {
    embedded,
    actions,
    faqAnswers: async (shopId, question, since) => {
      const entry = await faqFor(faq, shopId, question);
      return entry !== undefined && entry.updatedAt >= since;
    },
    faqChanged: (shopId) => faq.forget(shopId),
    assistantFor(shop) {
      const { kind, url = rasaUrl } = shop.settings.assistant;
      return kind === 'rasa' && url !== undefined ? rasaAt(shop.id, url) : embedded;
    },
  };
}
