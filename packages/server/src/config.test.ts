import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigError, environment, loadConfig } from './config.js';

const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
const documented = Object.fromEntries(
  example
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);

describe('.env.example', () => {
  it('names every setting of the schema, and no other', () => {
    expect(Object.keys(documented).sort()).toEqual(Object.keys(environment.shape).sort());
  });

  it('gives the defaults that hold without it', () => {
    expect(loadConfig(documented)).toEqual(loadConfig({}));
  });
});

describe('loadConfig(env)', () => {
  it('tells in one line which variables are wrong, without their values', () => {
    const wrong = {
      PORT: 'eighty',
      MONGODB_URL: 'postgres://user:hunter2@db',
      SHELFWISE_TRUSTED_PROXIES: '10.0.0/8',
    };
    const message = messageOf(() => loadConfig(wrong));
    expect(message).toMatch(/PORT.*MONGODB_URL.*SHELFWISE_TRUSTED_PROXIES/);
    expect(message).not.toMatch(/hunter2|\n/);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['SHELFWISE_ROLE', 'both'],
    ['SHELFWISE_SECRETS', 'k1:short'],
    ['SHELFWISE_PUBLIC_URL', 'ftp://shop'],
    ['SHELFWISE_MODEL_CACHE_MB', '0'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => loadConfig({ [name]: value })).toThrow(ConfigError);
  });

  it('takes the public address from host and port when it is not given, and drops a slash at its end', () => {
    expect(loadConfig({ HOST: '0.0.0.0', PORT: '9000' }).publicUrl).toBe('http://localhost:9000');
    for (const HOST of ['127.0.0.1', '::1', '::']) {
      expect(loadConfig({ HOST }).publicUrl).toBe('http://localhost:8080');
    }
    expect(loadConfig({}).publicUrl).toBe('http://localhost:8080');
    expect(loadConfig({ HOST: '10.0.0.5' }).publicUrl).toBe('http://10.0.0.5:8080');
    expect(loadConfig({ SHELFWISE_PUBLIC_URL: 'https://api.example/' }).publicUrl).toBe(
      'https://api.example',
    );
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  throw new Error('expected a ConfigError');
}
