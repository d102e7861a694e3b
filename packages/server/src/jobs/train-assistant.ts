import { createHash } from 'node:crypto';
import { encodeAssistant, trainAssistant as train } from '@shelfwise/core/dialogue';
import { assistantLanguage, defaultLanguage, loadDefaultProject } from '../assistants/default-project.js';
import type { FaqEntryDocument, Id } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';
import type { JobDefinition } from './job.js';

/**
 * Reads the default project and the shop's FAQ, and writes a new version of the assistant's model. Takes less
 * than two seconds for 30 intents with 30 examples each. Running it twice makes the same model under a new
 * version.
 */
export const trainAssistant: JobDefinition = {
  name: 'train-assistant',
  schedule: null,
  leaseMs: 60_000,
  timeoutMs: 10 * 60_000,
  maxAttempts: 3,

  /**
   * Due without a model, and when the FAQ or (after an upgrade) the default project differs from the model's.
   */
  async isDue(store, shopId) {
    const serving = await store.models.findServing(shopId, 'assistant');
    if (!serving) return true;
    const { faqDigest, projectDigest } = serving.metrics;
    if ((await defaultProjectDigest(await languageOf(store, shopId))) !== projectDigest) return true;
    return digestOf(inOrder(learnt(await store.faq.list(shopId)))) !== faqDigest;
  },

  async run(context) {
    const { shopId, store, signal } = context;
    const project = await loadDefaultProject(await languageOf(store, shopId));
    const entries = learnt(await store.faq.list(shopId));
    context.progress(0.1);
    const model = train(project, entries);
    context.progress(0.8);
    signal.throwIfAborted();
    const bytes = encodeAssistant(model);
    const metrics = {
      intents: model.classifier.intents.length,
      examples: project.examples.length,
      faqEntries: entries.length,
      faqDigest: digestOf(inOrder(entries)),
      projectDigest: digestOf(project),
    };
    const manifest = await store.models.put(
      shopId,
      'assistant',
      bytes,
      { metrics, status: 'serving' },
      context.lease,
    );
    await store.models.prune(shopId, 'assistant', 3);
    return { ...metrics, version: manifest.version, bytes: bytes.length };
  },
};

async function languageOf(store: Pick<Store, 'shops'>, shopId: Id): Promise<string> {
  const shop = await store.shops.findById(shopId);
  return shop ? assistantLanguage(shop) : defaultLanguage;
}

/** Kept, because it is needed for every shop every minute and does not change while the process lives. */
function defaultProjectDigest(language: string): Promise<number> {
  const known = projectDigests.get(language) ?? loadDefaultProject(language).then(digestOf);
  projectDigests.set(language, known);
  return known;
}

const projectDigests = new Map<string, Promise<number>>();

/** The parts of an entry that the model learns. */
function learnt(entries: readonly FaqEntryDocument[]) {
  return entries.map(({ key, question, variations, answer }) => ({ key, question, variations, answer }));
}

const inOrder = (entries: readonly { key: string }[]) =>
  [...entries].sort((a, b) => (a.key < b.key ? -1 : 1));

/**
 * A digest that differs when the learnt data differs. Times would not do: an edit during training is older
 * than the model, and the clocks of several servers differ. It has 48 bits, because a model's metrics are
 * numbers.
 */
function digestOf(learnt: unknown): number {
  return parseInt(createHash('sha256').update(JSON.stringify(learnt)).digest('hex').slice(0, 12), 16);
}
