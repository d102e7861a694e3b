import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../test/running-server.js';
import type { CreatedShop } from '../shops/service.js';

let server: TestServer;
let shop: CreatedShop;
let other: CreatedShop;
beforeAll(async () => {
  server = await startTestServer();
  shop = await server.createShop('faq');
  other = await server.createShop('faq-other', ['https://other.example']);
});
afterAll(() => server.close());

const as = (owner: CreatedShop) => ({ headers: { authorization: `Bearer ${owner.secretKey}` } });
const entry = { key: 'wrap', question: 'Gift wrapping?', answer: '<b>Yes</b>, for £2.50.' };

test('POST /v1/faq stores the good entries and names the bad one with all its faults', async () => {
  const { status, json } = await server.request('POST', '/v1/faq', {
    ...as(shop),
    body: { entries: [entry, { key: 'x', question: '' }] },
  });
  expect(status).toBe(200);
  expect(json).toMatchObject({ accepted: 1, rejected: [{ index: 1, code: 'invalid-request' }] });
  expect(json.rejected[0].errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
    '/entries/1/question',
    '/entries/1/answer',
  ]);
});

test('POST /v1/faq with the same entry again changes nothing', async () => {
  const again = await server.request('POST', '/v1/faq', { ...as(shop), body: { entries: [entry] } });
  expect(again.json).toEqual({ accepted: 0, duplicates: 1, rejected: [] });
  const { json } = await server.request('GET', '/v1/faq', as(shop));
  expect(json.entries).toMatchObject([{ ...entry, variations: [] }]);
});

test("another shop's entries are neither seen nor deleted", async () => {
  expect((await server.request('GET', '/v1/faq', as(other))).json.entries).toEqual([]);
  expect((await server.request('DELETE', '/v1/faq/wrap', as(other))).status).toBe(404);
});

test('a page’s key is refused', async () => {
  const headers = { authorization: `Bearer ${shop.publishableKey}` };
  expect((await server.request('GET', '/v1/faq', { headers })).status).toBe(403);
});

test('DELETE /v1/faq/{key} removes an entry once', async () => {
  expect((await server.request('DELETE', '/v1/faq/wrap', as(shop))).status).toBe(204);
  expect((await server.request('DELETE', '/v1/faq/wrap', as(shop))).status).toBe(404);
});
