import type { Context, Next } from 'koa';

/**
 * Nothing runs, loads or connects but this shop and Shelfwise; Trusted Types stop every string from becoming code.
 * No `unsafe-inline` anywhere: the elements use adopted style sheets.
 */
export function securityHeaders(shelfwise: string) {
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${shelfwise}`,
    `connect-src 'self' ${shelfwise}`,
    `img-src 'self' ${shelfwise}`,
    "style-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  return async function securityHeaders(ctx: Context, next: Next) {
    ctx.set('Content-Security-Policy', policy);
    ctx.set('X-Content-Type-Options', 'nosniff');
    ctx.set('Referrer-Policy', 'strict-origin-when-cross-origin');
    await next();
  };
}

/** A form of another site must not buy in a shopper's name. */
export async function refuseForeignForms(ctx: Context, next: Next) {
  const site = ctx.get('Sec-Fetch-Site');
  const origin = ctx.get('Origin');
  const isOwn =
    site === ''
      ? origin === '' || origin === `${ctx.protocol}://${ctx.host}`
      : site === 'same-origin' || site === 'none';
  if (ctx.method === 'POST' && !isOwn) ctx.throw(403, 'This form did not come from our own page.');
  await next();
}
