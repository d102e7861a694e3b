import { Router } from '@koa/router';
import { pageSettingsQuery, type PageSettings } from '@shelfwise/core/wire';
import { guarded } from '../../http/guarded.js';
import type { Guards } from '../../http/guards.js';
import { parse } from '../../http/parse.js';

/** `GET /v1/settings?key=pk_…` (a page): what `shop.js` needs to begin, nothing more. */
export function settingsRoutes({
  manifest,
  publicUrl,
  guards,
}: {
  /** Element tag → file name of its module. */
  manifest: Readonly<Record<string, string>>;
  /** Undefined: the address that the page itself used. */
  publicUrl: string | undefined;
  guards: Guards;
}): Router {
  const router = new Router();
  router.get('/v1/settings', guards.page, async (ctx) => {
    const { shop, body } = guarded(ctx);
    parse(pageSettingsQuery, body);
    const { settings } = shop;
    const base = publicUrl ?? `${ctx.protocol}://${ctx.host}`;
    ctx.set('Cache-Control', 'private, max-age=60');
    ctx.body = {
      shop: settings.name,
      currency: settings.currency,
      locale: settings.locale,
      consentDefault: settings.consentDefault,
      chat: settings.chat,
      ...(settings.messages && { messages: settings.messages }),
      modules: Object.fromEntries(
        Object.entries(manifest).map(([tag, file]) => [tag, `${base}/v1/modules/${file}`]),
      ),
    } satisfies PageSettings;
  });
  return router;
}
