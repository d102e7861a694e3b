import {
  inventoryQuery,
  type ChatInsights,
  type RecommendationInsights,
  type TodayInsights,
} from '@shelfwise/core/wire';
import { dayMs } from '../../rules/days/durations.js';
import { shopDay } from '../../rules/days/shop-day.js';
import { alertedProducts, ordersToPlace } from '../../rules/stock/orders-to-place.js';
import type {
  AlertDocument,
  ConversationDocument,
  ModelKind,
  ShopDocument,
} from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';
import type { InventoryService } from '../inventory/service.js';
import { findMissingData } from './missing-data.js';
import { UnansweredQuestions, type UnansweredQuestionsOptions } from './unanswered-questions.js';

const modelKinds: ModelKind[] = ['recommender', 'assistant', 'demand'];
/** Versions of each model kind that are listed. */
const shownVersions = 5;
const shownConversations = 20;
/** Newest events that are read to describe a conversation. */
const readEvents = 10;

export interface InsightServiceOptions extends UnansweredQuestionsOptions {
  store: Pick<Store, 'alerts' | 'conversations' | 'recommendationLog' | 'models'>;
  inventory: Pick<InventoryService, 'list' | 'itemsOf'>;
}

/** Reports for the owner's area: open tasks, and results of recommendations and chat. */
export class InsightService {
  private readonly store: InsightServiceOptions['store'];
  private readonly inventory: InsightServiceOptions['inventory'];
  private readonly clock: () => Date;
  private readonly questions: UnansweredQuestions;

  constructor(options: InsightServiceOptions) {
    this.store = options.store;
    this.inventory = options.inventory;
    this.clock = options.clock;
    this.questions = new UnansweredQuestions(options);
  }

  async today(shop: ShopDocument): Promise<TodayInsights> {
    const now = this.clock();
    const { currency, timeZone } = shop.settings;
    const alerts = await this.store.alerts.listOpen(shop.id);
    const { summary } = await this.inventory.list(shop, inventoryQuery.parse({ pageSize: 1 }));
    const items = await this.inventory.itemsOf(shop, alertedProducts(alerts, now));
    return {
      ...ordersToPlace(items, { currency, today: shopDay(now, timeZone) }),
      soldOut: summary.out,
      unansweredQuestions: await this.questions.list(shop),
      missing: findMissingData(summary, shop.settings),
      problems: toProblems(alerts, now),
    };
  }

  /** Dismisses a question in every spelling. It comes back when it is asked again. */
  async dismissQuestion(shop: ShopDocument, text: string, actor: string): Promise<void> {
    await this.questions.dismiss(shop, text, actor);
  }

  async recommendations(shop: ShopDocument, days: number): Promise<RecommendationInsights> {
    const placements = await this.store.recommendationLog.summarize(shop.id, this.daysAgo(days));
    const manifests = await Promise.all(
      modelKinds.map((kind) => this.store.models.list(shop.id, kind, shownVersions)),
    );
    return {
      days,
      placements,
      models: manifests.flat().map(({ kind, version, createdAt, status, metrics, note }) =>
        withoutUndefined({
          kind,
          version,
          trainedAt: createdAt.toISOString(),
          serving: status === 'serving',
          metrics,
          note,
        }),
      ),
    };
  }

  async chat(shop: ShopDocument, days: number): Promise<ChatInsights> {
    const since = this.daysAgo(days);
    const counts = await this.store.conversations.summarize(shop.id, since);
    const recent = await this.store.conversations.listRecent(shop.id, since, shownConversations);
    return {
      days,
      conversations: counts.conversations,
      messages: counts.messages,
      answeredWithoutYou: Math.max(0, counts.messages - counts.fallbacks),
      passedToPerson: counts.handOffs,
      byEngine: counts.byEngine,
      recent: await Promise.all(recent.map((conversation) => this.describeConversation(shop, conversation))),
    };
  }

  private async describeConversation(
    shop: ShopDocument,
    { id, key, seq, startedAt, assistant }: ConversationDocument,
  ): Promise<ChatInsights['recent'][number]> {
    const after = Math.max(0, seq - readEvents);
    const events = await this.store.conversations.listEvents(shop.id, id, after, readEvents);
    return {
      conversation: key,
      startedAt: startedAt.toISOString(),
      messages: seq,
      engine: events.findLast((event) => event.engine)?.engine ?? assistant,
      lastText: events.findLast((event) => event.from === 'shopper')?.text ?? '',
    };
  }

  private daysAgo(days: number): Date {
    return new Date(this.clock().getTime() - days * dayMs);
  }
}

/** Alerts about data that stopped coming and jobs that failed, without the snoozed ones. */
function toProblems(alerts: readonly AlertDocument[], now: Date): TodayInsights['problems'] {
  return alerts.flatMap(({ kind, values, since, snoozedUntil }) => {
    if (kind !== 'no-events' && kind !== 'no-orders' && kind !== 'job-failed') return [];
    if (snoozedUntil && snoozedUntil > now) return [];
    return [{ kind, values: { ...values }, since: since.toISOString() }];
  });
}
