import type { Context } from 'koa';

/**
 * The page around the owner's area: one element does the rest. Nothing inline, so that the policy can be strict; the
 * same page answers for every address, since sections are in the fragment and the sign-in token never reaches us.
 */
export function sendShell(ctx: Context, module: string, isSecure: boolean): void {
  ctx.set({
    'Content-Security-Policy': contentSecurityPolicy(isSecure),
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
  });
  ctx.type = 'html';
  ctx.body = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Shelfwise</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <link rel="icon" href="/owner/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/owner/page.css">
    <script type="module" src="/v1/modules/${encodeURIComponent(module)}"></script>
  </head>
  <body>
    <owner-area></owner-area>
    <noscript>The owner’s area needs JavaScript.</noscript>
  </body>
</html>
`;
}

/** Product pictures live at the shop or its CDN: any https address, and http too where we are on http ourselves. */
export function contentSecurityPolicy(isSecure: boolean): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    isSecure ? "img-src 'self' https:" : "img-src 'self' https: http:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    // Lit's own policy; it is the only one, and it takes templates written in our code alone.
    "trusted-types lit-html 'allow-duplicates'",
  ].join('; ');
}

/** What cannot be inside the element: the page's own margin, font and color scheme. */
export const pageCss = `:root {
  color-scheme: light dark;
  font-family: system-ui, sans-serif;
}
body {
  margin: 0;
  color: light-dark(#1c2127, #e7ebef);
  background: light-dark(#fff, #14181d);
}
noscript {
  display: block;
  padding: 2rem;
}
`;

export const iconSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1a5fb4"/><path d="M7 12h18M7 23h18" stroke="#fff" stroke-width="2.5"/><path d="M10 12V7h4v5m3 11v-7h6v7" fill="none" stroke="#fff" stroke-width="2.5"/></svg>`;
