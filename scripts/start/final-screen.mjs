/** The one screen a start ends with: where to go, the keys to play with, and two ways to try them. */
export function finalScreen({
  demoUrl,
  serverUrl,
  ownerLink,
  signInCommand,
  publishableKey,
  secretKey,
  product,
  seconds,
  isDemo,
}) {
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>My shop</title>
<style>shop-recs { display: block; min-block-size: 22rem }</style>
<script async src="${serverUrl}/v1/shop.js" data-key="${publishableKey}"></script>
<body>
<h1>My shop</h1>
<shop-recs placement="bestsellers"></shop-recs>
<shop-recs placement="bought-together" product="${product}"></shop-recs>
<shop-chat></shop-chat>
</html>`;
  return `
Ready in ${seconds} s.

  ${isDemo ? 'Demo shop       ' : 'Your shop       '} ${demoUrl}
  Owner's area     ${ownerLink}
                   The link signs in once, within 24 hours. Another one, while this runs:
                   ${signInCommand}
  Server           ${serverUrl}   API description: ${serverUrl}/openapi.json

  Page key         ${publishableKey}
  Server key       ${secretKey}   (for this machine's test shop only)

Ask it:
  curl '${serverUrl}/v1/recommendations?key=${publishableKey}&placement=bought-together&product=${product}' -H 'Origin: ${demoUrl}'
  curl ${serverUrl}/v1/chat/messages -H 'Origin: ${demoUrl}' -H 'Content-Type: application/json' -d '{"key":"${publishableKey}","messageId":"'$(node -p 'crypto.randomUUID()')'","text":"do you have red mugs under £5?"}'
  curl '${serverUrl}/v1/inventory?status=attention&pageSize=3' -H 'Authorization: Bearer ${secretKey}'

A page of your own: save as index.html, then "npx serve -l 3000" and open http://localhost:3000
It works there because http://localhost:3000 is among the shop's allowed origins. Anywhere else (another port, or a file
opened by itself) it stays empty until you add that address in the owner's area: Setup, "Where it may run".

${page
  .split('\n')
  .map((line) => `  ${line}`)
  .join('\n')}

Ctrl-C stops everything. The neural forecast goes on learning in the background.
`;
}
