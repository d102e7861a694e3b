import type { Context } from 'koa';

const maxBytes = 16_384;

/** Fields of a small form, sent as a form or as JSON. */
export async function readForm(ctx: Context): Promise<Record<string, string>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) ctx.throw(413, 'That is more than a form of ours holds.');
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (ctx.is('application/json')) return fromJson(ctx, text);
  return Object.fromEntries(new URLSearchParams(text));
}

function fromJson(ctx: Context, text: string): Record<string, string> {
  try {
    const body: unknown = JSON.parse(text);
    const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
    return Object.fromEntries(fields.map(([name, value]) => [name, String(value)]));
  } catch {
    return ctx.throw(400, 'That is not JSON.');
  }
}
