import { z } from 'zod';
import { isServerUrl } from '@shelfwise/core/wire';
import { parseTrustedProxies } from './network/client-address.js';

/**
 * Everything the environment may say, once. A value that is wrong stops the start with one line that names it;
 * `.env.example` lists the same names and defaults, and a test compares the two.
 */

const whole = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
};
const port = whole(0, 65_535);
const perMinute = whole(0, 10_000_000);

export const environment = z.object({
  SHELFWISE_DATA: z.string().min(1).default('./data'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(8080),
  SHELFWISE_OPERATIONS_HOST: z.string().min(1).default('127.0.0.1'),
  SHELFWISE_OPERATIONS_PORT: port.default(8081),
  SHELFWISE_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
    .transform((value) => value.replace(/\/+$/, ''))
    .optional(),
  MONGODB_URL: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  /** Read where the connection is made, in every thread. */
  SHELFWISE_MONGODB_STANDALONE: z.literal('accept', { error: 'must be accept, or absent' }).optional(),
  SHELFWISE_SECRETS: z
    .string()
    .regex(
      /^[\w-]{1,32}:[\w+/=-]{32,}(,[\w-]{1,32}:[\w+/=-]{32,})*$/,
      'must be id:secret, several separated by commas, each secret at least 32 characters',
    )
    .optional(),
  RASA_URL: z
    .string()
    .refine(isServerUrl, 'must be an http(s) address without user name, password, query and fragment')
    .optional(),
  SHELFWISE_ROLE: z.enum(['all', 'api', 'worker'], { error: 'must be all, api or worker' }).default('all'),
  SHELFWISE_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be debug, info, warn, error or silent',
    })
    .default('info'),
  SHELFWISE_TRUSTED_PROXIES: z
    .string()
    .default('')
    .superRefine((value, context) => {
      try {
        parseTrustedProxies(value);
      } catch (error) {
        context.addIssue({ code: 'custom', message: (error as Error).message });
      }
    }),
  SHELFWISE_MODEL_CACHE_MB: whole(16, 1_000_000).default(512),
  SHELFWISE_PAGE_REQUESTS_PER_MINUTE: perMinute.default(1200),
  SHELFWISE_OWNER_REQUESTS_PER_MINUTE: perMinute.default(6000),
  SHELFWISE_CHAT_MESSAGES_PER_MINUTE: perMinute.default(30),
});

export interface Config {
  dataDirectory: string;
  host: string;
  port: number;
  operationsHost: string;
  operationsPort: number;
  /** Absolute, without a slash at the end. */
  publicUrl: string;
  /** Set when the environment says it; otherwise pages are told the address that they used themselves. */
  givenPublicUrl: string | undefined;
  mongodbUrl?: string;
  secrets?: string;
  rasaUrl?: string;
  role: 'all' | 'api' | 'worker';
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  trustedProxies: string;
  modelCacheMb: number;
  /** For one publishable key and one address; 0 switches the limit off. */
  pageRequestsPerMinute: number;
  /** For one secret key or embed session; 0 switches the limit off. */
  ownerRequestsPerMinute: number;
  /** Chat messages from one address, and from one visitor, to one shop; 0 switches the limit off. */
  chatMessagesPerMinute: number;
}

/** One line for a person: which variable, what it must be. Never the value, which may be a secret. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Hosts that are shown as `localhost`, as the start screen shows them. To a browser, 127.0.0.1 would be another
 * origin with cookies of its own.
 */
const ownHosts = ['127.0.0.1', '::1', '0.0.0.0', '::'];

/** An empty variable counts as absent, as a line `NAME=` in an .env file means. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.keys(environment.shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  );
  const result = environment.safeParse(given);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
    throw new ConfigError(`Configuration: ${faults.join('; ')}.`);
  }
  const values = result.data;
  const shownHost = ownHosts.includes(values.HOST) ? 'localhost' : values.HOST;
  return {
    dataDirectory: values.SHELFWISE_DATA,
    host: values.HOST,
    port: values.PORT,
    operationsHost: values.SHELFWISE_OPERATIONS_HOST,
    operationsPort: values.SHELFWISE_OPERATIONS_PORT,
    publicUrl: values.SHELFWISE_PUBLIC_URL ?? `http://${shownHost}:${values.PORT}`,
    givenPublicUrl: values.SHELFWISE_PUBLIC_URL,
    ...(values.MONGODB_URL !== undefined && { mongodbUrl: values.MONGODB_URL }),
    ...(values.SHELFWISE_SECRETS !== undefined && { secrets: values.SHELFWISE_SECRETS }),
    ...(values.RASA_URL !== undefined && { rasaUrl: values.RASA_URL }),
    role: values.SHELFWISE_ROLE,
    logLevel: values.SHELFWISE_LOG_LEVEL,
    trustedProxies: values.SHELFWISE_TRUSTED_PROXIES,
    modelCacheMb: values.SHELFWISE_MODEL_CACHE_MB,
    pageRequestsPerMinute: values.SHELFWISE_PAGE_REQUESTS_PER_MINUTE,
    ownerRequestsPerMinute: values.SHELFWISE_OWNER_REQUESTS_PER_MINUTE,
    chatMessagesPerMinute: values.SHELFWISE_CHAT_MESSAGES_PER_MINUTE,
  };
}
