import {
  inventoryQuery,
  type ChatInsights,
  type RecommendationInsights,
  type TodayInsights,
} from '@shelfwise/core/wire';
import { createPauses } from '../../following/in-slices.js';
import type { Id, ModelKind, ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import type { InventoryService } from '../inventory/service.js';
import { whatIsMissing } from './missing.js';
import { ordersToPlace } from './orders-to-place.js';
import { holdsPersonalDetails } from '../../rules/people/personal-details.js';

/** What the owner's area tells: what needs a person now, and what recommendations and chat did. */
export interface InsightService {
  today(shop: ShopDocument): Promise<TodayInsights>;
  /** Puts a question aside, however it was written; asked again, it is there again. */
  dismissQuestion(shop: ShopDocument, text: string, actor: string): Promise<void>;
  recommendations(shop: ShopDocument, days: number): Promise<RecommendationInsights>;
  chat(shop: ShopDocument, days: number): Promise<ChatInsights>;
}

const dayMs = 24 * 3600_000;
const shownItems = 10;
const modelKinds: ModelKind[] = ['recommender', 'assistant', 'demand'];

export function createInsightService({
  store,
  inventory,
  clock,
  isAnswered,
}: {
  store: Pick<Store, 'alerts' | 'inventory' | 'products' | 'conversations' | 'recommendationLog' | 'models'>;
  inventory: Pick<InventoryService, 'list'>;
  clock: () => Date;
  /** Whether the owner has written an answer since: of what was there before the shopper was told that it is none. */
  isAnswered: (shopId: Id, question: string, since: Date) => Promise<boolean>;
}): InsightService {
  const daysAgo = (days: number) => new Date(clock().getTime() - days * dayMs);

  async function listUnanswered(shop: ShopDocument) {
    const asked = await store.conversations.listUnanswered(shop.id, daysAgo(28), 500);
    const pause = createPauses();
    const shown = [];
    for (const question of asked) {
      await pause();
      if (!holdsPersonalDetails(question.text)) shown.push(question);
    }
    return shown;
  }

  async function unanswered(shop: ShopDocument): Promise<TodayInsights['unansweredQuestions']> {
    const byText = new Map<string, { text: string; at: string; count: number }>();
    for (const { text, at } of await listUnanswered(shop)) {
      const folded = fold(text);
      const held = byText.get(folded);
      if (held) held.count += 1;
      else byText.set(folded, { text, at: at.toISOString(), count: 1 });
    }
    const open: { text: string; at: string; count: number }[] = [];
    const pause = createPauses();
    for (const question of byText.values()) {
      await pause();
      if (!(await isAnswered(shop.id, question.text, new Date(question.at)))) open.push(question);
    }
    open.sort((a, b) => b.count - a.count);
    const total = open.reduce((sum, { count }) => sum + count, 0);
    return { total, items: open.slice(0, shownItems) };
  }

  return {
    async today(shop) {
      const now = clock();
      const alerts = await store.alerts.listOpen(shop.id);
      const { summary } = await inventory.list(shop, inventoryQuery.parse({ pageSize: 1 }));
      return {
        ...(await ordersToPlace(store, shop, now)),
        soldOut: summary.out,
        unansweredQuestions: await unanswered(shop),
        missing: whatIsMissing(summary, shop.settings),
        problems: alerts.flatMap(({ kind, title, detail, since, snoozedUntil }) => {
          if (kind !== 'no-events' && kind !== 'no-orders' && kind !== 'job-failed') return [];
          if (snoozedUntil && snoozedUntil > now) return [];
          return [{ kind, title, detail, since: since.toISOString() }];
        }),
      };
    },

    async dismissQuestion(shop, text, actor) {
      const messages = (await listUnanswered(shop)).filter((message) => fold(message.text) === fold(text));
      if (messages.length === 0) return;
      const audit = () => ({ at: clock(), actor, action: 'question.dismiss' });
      await store.conversations.dismiss(shop.id, messages, audit);
    },

    async recommendations(shop, days) {
      const placements = await store.recommendationLog.summarize(shop.id, daysAgo(days));
      const manifests = await Promise.all(modelKinds.map((kind) => store.models.list(shop.id, kind, 5)));
      return {
        days,
        placements,
        models: manifests.flat().map((manifest) => ({
          kind: manifest.kind,
          version: manifest.version,
          trainedAt: manifest.createdAt.toISOString(),
          serving: manifest.status === 'serving',
          metrics: manifest.metrics,
          ...(manifest.note !== undefined && { note: manifest.note }),
        })),
      };
    },

    async chat(shop, days) {
      const since = daysAgo(days);
      const counts = await store.conversations.summarize(shop.id, since);
      const recent = await store.conversations.listRecent(shop.id, since, 20);
      return {
        days,
        conversations: counts.conversations,
        messages: counts.messages,
        answeredWithoutYou: Math.max(0, counts.messages - counts.fallbacks),
        passedToPerson: counts.handOffs,
        byEngine: counts.byEngine,
        recent: await Promise.all(
          recent.map(async (conversation) => {
            const events = await store.conversations.listEvents(
              shop.id,
              conversation.id,
              Math.max(0, conversation.seq - 10),
              10,
            );
            const last = events.findLast((event) => event.from === 'shopper');
            return {
              conversation: conversation.key,
              startedAt: conversation.startedAt.toISOString(),
              messages: conversation.seq,
              engine: events.findLast((event) => event.engine)?.engine ?? conversation.assistant,
              lastText: last?.text ?? '',
            };
          }),
        ),
      };
    },
  };
}

/** One question, however it was written. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();
}
