/** Configuration from the environment. The two keys are what any shop gets from its Shelfwise account. */
export interface ShopConfig {
  port: number;
  host: string;
  /** Folder with the shop's own files: catalogue.json, customers.json. */
  directory: string;
  /** Shelfwise as browsers see it: an origin. */
  shelfwiseOrigin: string;
  /** Shelfwise as this server reaches it. */
  shelfwiseApi: string;
  publishableKey: string;
  secretKey: string;
}

export class ConfigError extends Error {}

export function readConfig(env: Record<string, string | undefined>): ShopConfig {
  const required = (name: string): string => {
    const value = env[name];
    if (value === undefined || value === '') throw new ConfigError(`${name} is not set.`);
    return value;
  };
  const port = Number(env.DEMO_PORT ?? 8090);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ConfigError(`DEMO_PORT must be a port number, not "${env.DEMO_PORT}".`);
  const shelfwiseOrigin = new URL(env.SHELFWISE_URL ?? 'http://localhost:8080').origin;
  return {
    port,
    host: env.DEMO_HOST ?? '127.0.0.1',
    directory: required('DEMO_DIRECTORY'),
    shelfwiseOrigin,
    shelfwiseApi: env.SHELFWISE_API ?? shelfwiseOrigin,
    publishableKey: required('SHELFWISE_PUBLISHABLE_KEY'),
    secretKey: required('SHELFWISE_SECRET_KEY'),
  };
}
