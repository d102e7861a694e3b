import { pino, type DestinationStream, type Logger } from 'pino';
import type { Config } from '../config.js';

/**
 * Structured logs, one JSON object a line. What could hold a key, a token or a person's data is not logged in the
 * first place: no addresses, queries, bodies or headers. The patterns below are the second line of defence, for the
 * texts of errors that come from elsewhere.
 */
const sensitive: [RegExp, string][] = [
  [/\b(pk|sk|es)_[\w.-]{8,}/g, '$1_[redacted]'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[token]'],
  [/[^\s"'<>@]{1,64}@[^\s"'<>@]{1,255}/g, '[address]'],
];

export function redact(text: string): string {
  return sensitive.reduce((shown, [pattern, replacement]) => shown.replace(pattern, replacement), text);
}

function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: redact(String(error)) };
  return {
    name: error.name,
    message: redact(error.message),
    stack: redact(error.stack ?? ''),
    ...(error.cause !== undefined && { cause: errorFields(error.cause) }),
  };
}

export function createLogger(level: Config['logLevel'], destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorFields, error: errorFields },
      redact: {
        paths: [
          'key',
          'token',
          'secret',
          'authorization',
          'email',
          'postcode',
          '*.secret',
          '*.token',
          '*.email',
        ],
        censor: '[redacted]',
      },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}
