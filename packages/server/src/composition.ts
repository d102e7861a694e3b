import { fileURLToPath } from 'node:url';
import type Koa from 'koa';
import type { Router } from '@koa/router';
import type { Server } from 'node:http';
import type { Logger } from 'pino';
import { decodeAssistant } from '@shelfwise/core/dialogue';
import { decodeDemandModel } from '@shelfwise/core/forecast';
import { decodeRecommender } from '@shelfwise/core/recommend';
import { createApp } from './app.js';
import { DefaultModels } from './assistants/default-model.js';
import { Assistants } from './assistants/index.js';
import { rasaActionRoutes } from './resources/rasa-actions/routes.js';
import { RasaActionService } from './resources/rasa-actions/service.js';
import type { Config } from './config.js';
import { clientNetwork, parseTrustedProxies } from './network/client-address.js';
import { createClientPseudonym } from './http/client-pseudonym.js';
import { ownOrigins } from './http/own-origins.js';
import { createGuards } from './http/create-guards.js';
import { openApiRoutes } from './http/openapi/routes.js';
import { createRateLimit } from './http/rate-limits.js';
import type { Secrets } from './access/secrets.js';
import { ShopDirectory } from './access/shop-directory.js';
import { ImportWatch } from './jobs/import-watch.js';
import { jobDefinitions } from './jobs/job-definitions.js';
import { ModelRegistry } from './following/model-registry.js';
import { JobRunner } from './jobs/running/job-runner.js';
import type { JobExecutor } from './jobs/running/worker-pool.js';
import { createMetrics } from './observability/metrics.js';
import { createOperationsServer } from './observability/operations-server.js';
import { ownerAreaRoutes } from './owner-area/routes.js';
import { alertRoutes } from './resources/alerts/routes.js';
import { createAlertService } from './resources/alerts/service.js';
import { assetsRoutes } from './resources/assets/routes.js';
import { loadAssets } from './resources/assets/service.js';
import { chatRoutes } from './resources/chat/routes.js';
import { ChatService } from './resources/chat/service.js';
import { customerTokensRoutes } from './resources/customer-tokens/routes.js';
import { createCustomerTokenService } from './access/customer-tokens.js';
import { embedSessionsRoutes } from './resources/embed-sessions/routes.js';
import { createEmbedSessionService } from './access/embed-sessions.js';
import { eventsRoutes } from './resources/events/routes.js';
import { EventService } from './resources/events/service.js';
import { faqRoutes } from './resources/faq/routes.js';
import { FaqService } from './resources/faq/service.js';
import { insightsRoutes } from './resources/insights/routes.js';
import { InsightService } from './resources/insights/service.js';
import { inventoryRoutes } from './resources/inventory/routes.js';
import { InventoryService } from './resources/inventory/service.js';
import { StockAdviceService } from './resources/inventory/stock-advice.js';
import { jobsRoutes } from './resources/jobs/routes.js';
import { JobService } from './resources/jobs/service.js';
import { ordersRoutes } from './resources/orders/routes.js';
import { OrderService } from './resources/orders/service.js';
import { CatalogueCache } from './following/catalogue-cache.js';
import { productsRoutes } from './resources/products/routes.js';
import { ProductService } from './resources/products/service.js';
import { recommendationsRoutes } from './resources/recommendations/routes.js';
import { RecommendationService } from './resources/recommendations/service.js';
import { settingsRoutes } from './resources/settings/routes.js';
import { shopsRoutes } from './resources/shops/routes.js';
import { ShopService } from './resources/shops/service.js';
import { stockLevelsRoutes } from './resources/stock-levels/routes.js';
import { StockLevelService } from './resources/stock-levels/service.js';
import { visitorsRoutes } from './resources/visitors/routes.js';
import { VisitorService } from './resources/visitors/service.js';
import type { Store } from './stores/port/store.js';

/** Wrong keys from one address in a minute, before it hears 429 instead of 401. */
const refusedKeysPerMinute = 60;

/**
 * Two threads, one long job at most: what an owner waits for never stands behind minutes of training. Each may hold
 * 4 GiB of heap before it fails alone.
 */
const jobWorkers = 2;

/** New terms of a shop with more products than this are answered before all advice has followed: some seconds. */
const advisedWhileWaiting = 2000;

const widgetsDirectory = fileURLToPath(new URL('../../widgets/dist', import.meta.url));

export interface Composition {
  app: Koa;
  /** Every route, for the test that compares them with the API's description. */
  root: Router;
  operations: Server;
  runner: JobRunner;
  /** From now on answers close their connections and readiness says no. */
  beginClosing(): void;
  /** Ends the jobs and lets the models go. The store stays open: it belongs to who opened it. */
  close(): Promise<void>;
}

/** The one place that knows which part is made of which. */
export function compose({
  config,
  store,
  secrets,
  log,
  clock = () => new Date(),
  assetsDirectory = widgetsDirectory,
  jobExecutor,
  defaultModels = new DefaultModels(),
}: {
  config: Config;
  store: Store;
  secrets: Secrets;
  log: Logger;
  clock?: () => Date;
  assetsDirectory?: string;
  /** Where jobs run; worker threads when absent. */
  jobExecutor?: JobExecutor;
  /** What chats until a shop's own assistant is trained; itself trained in a thread when absent. */
  defaultModels?: DefaultModels;
}): Composition {
  let closing = false;
  const isClosing = () => closing;
  const metrics = createMetrics();
  const directory = new ShopDirectory({ store, clock });
  const sessions = createEmbedSessionService({
    secrets,
    clock,
    leases: store.leases,
    publicUrl: config.publicUrl,
  });
  const trustedProxies = parseTrustedProxies(config.trustedProxies);
  const refused = createRateLimit('refused', refusedKeysPerMinute);
  const clientOf = createClientPseudonym(trustedProxies);
  const guards = createGuards({
    directory,
    sessions,
    limits: {
      page: createRateLimit('page', config.pageRequestsPerMinute),
      owner: createRateLimit('owner', config.ownerRequestsPerMinute),
      refused,
    },
    trustedProxies,
    ownOrigins: ownOrigins(config.publicUrl),
    clock,
    log,
  });

  const catalogue = new CatalogueCache({ store, clock, log });
  const customerTokens = createCustomerTokenService({ secrets, clock });
  const verifyCustomerToken = customerTokens.verifyCustomerToken.bind(customerTokens);
  const visitors = new VisitorService({ store, customerTokens, clock });
  const stockAdvice = new StockAdviceService({ store, clock });
  const inventory = new InventoryService({ store, catalogue, stockAdvice, clock });
  const alerts = createAlertService({ store, clock });
  const imports = new ImportWatch(clock);
  const orders = new OrderService({
    store,
    secrets,
    clock,
    log,
    stockAdvice,
    duringImport: (shop, work) => imports.during(shop.id, work),
  });
  const stockLevels = new StockLevelService({ store, stockAdvice, clock, log });
  const products = new ProductService({
    store,
    clock,
    log,
    stockAdvice,
    duringImport: (shop, work) => imports.during(shop.id, work),
  });
  const shops = new ShopService({
    store,
    clock,
    secrets,
    onChanged: (shopId) => directory.forget(shopId),
    onSalesSettings(shop) {
      jobs.start(shop, 'rebuild-daily-sales', 'settings').catch((error: unknown) => {
        log.warn({ shop: shop.name, err: error }, 'daily sales are recounted when the job is next due');
      });
    },
    async onSupplyTerms(shop) {
      const refreshed = stockAdvice.refreshAll(shop.id).catch((error: unknown) => {
        log.warn(
          { shop: shop.name, err: error },
          'stock advice follows the new terms with the next forecast',
        );
      });
      if ((await store.products.count(shop.id)) <= advisedWhileWaiting) await refreshed;
    },
  });
  const models = new ModelRegistry({
    store,
    decoders: { recommender: decodeRecommender, assistant: decodeAssistant, demand: decodeDemandModel },
    clock,
    maxBytes: config.modelCacheMb * 1024 * 1024,
    log,
  });
  const recommendations = new RecommendationService({
    store,
    catalogue,
    models,
    clock,
    log,
    verifyCustomerToken,
    count: (from) => metrics.rows.inc({ from }),
  });
  const assistants = new Assistants({
    store,
    catalogue,
    recommendations,
    models,
    clock,
    log,
    secrets,
    defaultModels,
    ...(config.rasaUrl !== undefined && { rasaUrl: config.rasaUrl }),
  });
  const faq = new FaqService({ store, clock, onChange: (shopId) => assistants.faqChanged(shopId) });
  const chat = new ChatService({ store, assistants, clock, log, verifyCustomerToken });
  const runner = new JobRunner({
    openStoreOptions: { mongodbUrl: config.mongodbUrl, dataDirectory: config.dataDirectory },
    store,
    definitions: jobDefinitions,
    clock,
    log,
    workers: jobWorkers,
    isImporting: (shopId) => imports.isImporting(shopId),
    ...(jobExecutor && { executor: jobExecutor }),
  });
  const jobs = new JobService({
    store,
    definitions: jobDefinitions,
    clock,
    log,
    ...(config.role !== 'api' && { runner }),
  });
  const insights = new InsightService({
    store,
    inventory,
    clock,
    isAnswered: (shopId, question, since) => assistants.faqAnswers(shopId, question, since),
  });
  const events = new EventService({
    store,
    catalogue,
    visitors,
    orders,
    clock,
    count: (outcome, count) => {
      if (count > 0) metrics.events.inc({ outcome }, count);
    },
  });
  const assets = loadAssets(assetsDirectory);

  const { app, root } = createApp({
    // The router asks one after the other: what pages call most stands first.
    routers: [
      eventsRoutes({ events, guards, clientOf }),
      recommendationsRoutes({ recommendations, guards, clock }),
      settingsRoutes({ manifest: assets.manifest, publicUrl: config.givenPublicUrl, guards }),
      chatRoutes({
        chat,
        guards,
        clientOf,
        limit: createRateLimit('chat', config.chatMessagesPerMinute),
      }),
      assetsRoutes({ assets }),
      visitorsRoutes({ visitors, guards }),
      productsRoutes({ products, guards }),
      ordersRoutes({ orders, guards }),
      stockLevelsRoutes({ stockLevels, guards }),
      inventoryRoutes({ inventory, guards }),
      alertRoutes({ alerts, guards }),
      faqRoutes({ faq, guards }),
      customerTokensRoutes({ customerTokens, guards }),
      embedSessionsRoutes({ sessions, guards }),
      shopsRoutes({ shops, guards }),
      insightsRoutes({ insights, guards }),
      jobsRoutes({ jobs, guards }),
      ownerAreaRoutes({
        store,
        sessions,
        manifest: assets.manifest,
        publicUrl: config.publicUrl,
        clock,
        onSignedOut: (shopId) => directory.forget(shopId),
      }),
      rasaActionRoutes({
        rasaActions: new RasaActionService({
          store,
          actions: assistants.actions,
          secrets,
          clock,
          verifyCustomerToken,
        }),
        log,
        refusals: {
          take: (ctx) => refused.take(ctx, clientNetwork(ctx.req, trustedProxies)),
          giveBack: (ctx) => refused.giveBack(clientNetwork(ctx.req, trustedProxies)),
        },
      }),
      openApiRoutes({ publicUrl: config.publicUrl }),
    ],
    directory,
    metrics,
    log,
    isClosing,
  });

  return {
    app,
    root,
    operations: createOperationsServer({ store, metrics, isClosing }),
    runner,
    beginClosing() {
      closing = true;
      chat.stopWaiting();
    },
    async close() {
      closing = true;
      chat.stopWaiting();
      await chat.settled();
      await runner.close();
      await recommendations.close();
      await models.close();
    },
  };
}
