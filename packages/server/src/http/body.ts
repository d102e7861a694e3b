import { isUtf8 } from 'node:buffer';
import type { Context } from 'koa';
import { Problem } from './problem.js';

const jsonTypes = new Set(['application/json', 'text/plain']);

/**
 * Reads and parses a JSON body of at most `maxBytes`. `text/plain` is JSON too: it keeps a page's POST "simple"
 * (no CORS preflight) and is what `sendBeacon` sends for a string. Anything but UTF-8 is refused (RFC 8259, 8.1).
 */
export async function readJson(ctx: Context, maxBytes: number): Promise<unknown> {
  const [type, ...parameters] = String(ctx.req.headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  if (!jsonTypes.has(type!)) {
    throw new Problem('unsupported-media-type', 'Send JSON as application/json or text/plain.');
  }
  const charset = parameters
    .find((part) => part.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    throw new Problem('unsupported-media-type', 'Send JSON in UTF-8.');
  }
  const bytes = await readBody(ctx, maxBytes);
  if (!isUtf8(bytes)) throw new Problem('malformed-json', 'The body is not UTF-8.');
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch (error) {
    throw new Problem('malformed-json', 'The body is not JSON.', undefined, { cause: error });
  }
}

/**
 * What is read and thrown away of a body that is too large, before the answer: a client that is still writing when the
 * connection closes sees a broken pipe instead of the reason. Beyond this the connection is worth less than the reading.
 */
const drainedBytes = 16 * 1024 * 1024;

/** The raw body, at most `maxBytes`. */
export function readBody(ctx: Context, maxBytes: number): Promise<Buffer> {
  const request = ctx.req;
  if (request.headers['content-encoding'] !== undefined) {
    throw new Problem('unsupported-media-type', 'Send the body without a content encoding.');
  }
  return new Promise((resolve, reject) => {
    const refuse = () => reject(new Problem('body-too-large', `At most ${maxBytes} bytes.`));
    const hangUp = () => {
      ctx.set('Connection', 'close');
      request.removeAllListeners('data');
      refuse();
    };
    if (Number(request.headers['content-length']) > drainedBytes) return hangUp();
    let chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk);
      else chunks = [];
      if (length > drainedBytes) hangUp();
    });
    request.once('end', () => {
      if (length > maxBytes) refuse();
      else resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length));
    });
    request.once('error', reject);
    request.once('close', () => {
      if (!request.complete) reject(new Problem('malformed-json', 'The body ended too early.'));
    });
  });
}
