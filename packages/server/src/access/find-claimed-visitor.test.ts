import { expect, test } from 'vitest';
import type { VisitorDocument } from '../stores/port/documents.js';
import { findClaimedVisitor } from './find-claimed-visitor.js';

const stored: Record<string, Partial<VisitorDocument>> = {
  browser: { id: 'anonymous' },
  'signed-in-browser': { id: 'ann', customerKey: 'ann' },
  'customer:ann': { id: 'ann', customerKey: 'ann' },
};
const visitors = {
  findByKey: async (_shopId: string, key: string) => (stored[key] ?? null) as VisitorDocument | null,
};
const find = async (claim: { customer?: string; key?: string }) =>
  (await findClaimedVisitor(visitors, 'shop', { customer: undefined, key: undefined, ...claim }))?.id;

test.each([
  ['the customer whom a token proved', { customer: 'ann' }, 'ann'],
  ['that customer, whatever the browser’s key', { customer: 'ann', key: 'browser' }, 'ann'],
  ['nobody for a customer who is not stored', { customer: 'bob', key: 'browser' }, undefined],
  ['the owner of the browser’s key', { key: 'browser' }, 'anonymous'],
  ['nobody for a key that became a customer’s', { key: 'signed-in-browser' }, undefined],
  ['nobody for an unknown key', { key: 'other' }, undefined],
  ['nobody without a claim', {}, undefined],
])('findClaimedVisitor(…) returns %s', async (_, claim, id) => {
  expect(await find(claim)).toBe(id);
});
