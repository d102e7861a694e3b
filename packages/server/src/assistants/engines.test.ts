import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { AssistantSettings } from '@shelfwise/core/wire';
import { createSecrets } from '../access/secrets.js';
import type { ShopDocument } from '../stores/port/documents.js';
import type { Assistant } from './assistant.js';
import { Engines } from './engines.js';

const embedded = { kind: 'embedded' } as Assistant;
const options = { secrets: createSecrets(`k1:${'s'.repeat(40)}`), log: pino({ level: 'silent' }) };
const shopWith = (assistant: AssistantSettings, id = 'a'.repeat(24)) =>
  ({ id, settings: { assistant } }) as ShopDocument;

describe('assistantFor(...)', () => {
  it('is the embedded assistant unless the shop chose another engine', () => {
    expect(new Engines(embedded, options).assistantFor(shopWith({ kind: 'embedded' }))).toBe(embedded);
  });

  it('is one client for each shop and Rasa server', () => {
    const engines = new Engines(embedded, options);
    const rasa = { kind: 'rasa', url: 'https://rasa.example' } as const;
    const assistant = engines.assistantFor(shopWith(rasa));
    expect(assistant.kind).toBe('rasa');
    expect(engines.assistantFor(shopWith(rasa))).toBe(assistant);
    expect(engines.assistantFor(shopWith({ ...rasa, url: 'https://other.example' }))).not.toBe(assistant);
    expect(engines.assistantFor(shopWith(rasa, 'b'.repeat(24)))).not.toBe(assistant);
  });

  it('is the operator’s Rasa for a shop without an address, and the embedded assistant without either', () => {
    const rasa = { kind: 'rasa' } as const;
    expect(new Engines(embedded, options).assistantFor(shopWith(rasa))).toBe(embedded);
    const engines = new Engines(embedded, { ...options, rasaUrl: 'http://127.0.0.1:5005' });
    expect(engines.assistantFor(shopWith(rasa)).kind).toBe('rasa');
    expect(engines.assistantFor(shopWith({ kind: 'embedded' }))).toBe(embedded);
  });

  it('drops the client that was used longest ago when there are a hundred', () => {
    const engines = new Engines(embedded, options);
    const at = (n: number) =>
      engines.assistantFor(shopWith({ kind: 'rasa', url: `https://rasa.example/${n}` }));
    const [first, second] = [at(0), at(1)];
    for (let n = 2; n < 100; n++) at(n);
    expect(at(0)).toBe(first);
    at(100);
    expect(at(0)).toBe(first);
    expect(at(1)).not.toBe(second);
  });
});
