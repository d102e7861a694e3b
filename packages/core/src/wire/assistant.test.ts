import { describe, expect, it } from 'vitest';
import { assistantSettings, maxAssistantSecret } from './assistant.js';

describe('assistantSettings', () => {
  it('keep what belongs to the engine, and drop what an engine chosen before left behind', () => {
    const rasa = { kind: 'rasa', url: 'https://rasa.example', secret: 'between-us-and-rasa' } as const;
    expect(assistantSettings.parse(rasa)).toEqual(rasa);
    expect(assistantSettings.parse({ kind: 'rasa' })).toEqual({ kind: 'rasa' });
    expect(assistantSettings.parse({ ...rasa, kind: 'embedded' })).toEqual({ kind: 'embedded' });
  });

  it.each([
    ['a'.repeat(15), false],
    ['a'.repeat(16), true],
    ['', true],
    ['a'.repeat(maxAssistantSecret), true],
    ['a'.repeat(maxAssistantSecret + 1), false],
  ])('take a secret of 16 to 8,000 characters, or an empty one', (secret, isTaken) => {
    expect(assistantSettings.safeParse({ kind: 'rasa', secret }).success).toBe(isTaken);
    expect(maxAssistantSecret).toBe(8_000);
  });

  it('refuse an engine that does not exist, and an address that cannot be called', () => {
    expect(assistantSettings.safeParse({ kind: 'oracle' }).success).toBe(false);
    expect(assistantSettings.safeParse({ kind: 'rasa', url: 'ftp://rasa.example' }).success).toBe(false);
  });
});
