import { expect, it } from 'vitest';
import { createLogger, redact } from './logger.js';

it.each([
  ['key sk_abcdefghijklmnop refused', 'key sk_[redacted] refused'],
  ['from pk_0123456789abcdef', 'from pk_[redacted]'],
  ['session es_eyJhbGciOi.abc.def', 'session es_[redacted]'],
  ['token eyJhbGciOi.abc_-.def', 'token [token]'],
  ['mail to ann.o@shop.example bounced', 'mail to [address] bounced'],
  ['at mongodb://admin:hunter2@db.example/x', 'at [address]'],
  ['nothing to hide', 'nothing to hide'],
])('redact(%j) is %j', (text, expected) => {
  expect(redact(text)).toBe(expected);
});

it('an error is logged with its cause, and without what its texts gave away', () => {
  const lines: string[] = [];
  const log = createLogger('info', { write: (line) => void lines.push(line) });
  const cause = new Error('mongodb://admin:hunter2@db.example refused ann@shop.example');
  log.error({ err: new Error('no sk_abcdefghijklmnop', { cause }), token: 'secret-token' }, 'failed');
  const line = lines.join('');
  expect(JSON.parse(line)).toMatchObject({ level: 'error', msg: 'failed', err: { name: 'Error' } });
  for (const secret of ['hunter2', 'ann@shop.example', 'sk_abcdefghijklmnop', 'secret-token']) {
    expect(line).not.toContain(secret);
  }
});
