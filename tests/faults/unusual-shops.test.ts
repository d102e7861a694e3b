import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placements, type ChatResponse } from '@shelfwise/core/wire';
import { createApi, plainProduct } from '../harness/api.js';
import { createDeployment, until, type Deployment } from '../harness/server-process.js';

/** Shops that are nearly empty, or whose texts are not what one expects. */
describe('an unusual shop', () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await createDeployment();
    await deployment.start();
  });
  afterAll(async () => deployment.remove());

  async function shopWith(
    name: string,
    products: Parameters<ReturnType<typeof createApi>['putProducts']>[0],
  ) {
    const api = createApi(deployment.url, await deployment.createShop(name), deployment.origin);
    if (products.length > 0) expect((await api.putProducts(products)).body.rejected).toEqual([]);
    return api;
  }

  async function everyPlacement(api: ReturnType<typeof createApi>, product?: string) {
    const answers = await Promise.all(
      placements.map((placement) => api.recommend({ placement, ...(product !== undefined && { product }) })),
    );
    expect(answers.map(({ status }) => status)).toEqual(placements.map(() => 200));
    return answers.map(({ body }) => body);
  }

  it('without products or events answers every placement with an empty row', async () => {
    const rows = await everyPlacement(await shopWith('empty', []));
    expect(rows.flatMap(({ items }) => items)).toEqual([]);
  });

  it('with one product never recommends it beside itself', async () => {
    const api = await shopWith('single', [plainProduct('only')]);
    await api.runJob('learn-recommendations');
    const rows = await everyPlacement(api, 'only');
    expect(rows.flatMap(({ items }) => items)).toEqual([]);
  });

  it('without images and with prices of zero still fills rows', async () => {
    const api = await shopWith(
      'plain',
      Array.from({ length: 12 }, (_, i) => plainProduct(`p${i}`, { title: `Tin mug ${i}`, price: 0 })),
    );
    await api.runJob('learn-recommendations');
    const { body } = await api.recommend({ placement: 'similar', product: 'p0', limit: 6 });
    expect(body.items).toHaveLength(6);
    expect(body.items.every(({ price, image }) => price === 0 && image === undefined)).toBe(true);
  });

  it('with unicode, right-to-left and 10,000-character titles gives them back unchanged', async () => {
    const titles = [
      'كوب شاي أحمر',
      'マグカップ 赤',
      '👩‍👩‍👧 family mug',
      'a'.repeat(10_000),
      '<img src=x onerror=alert(1)>',
    ];
    const api = await shopWith(
      'titles',
      titles.map((title, i) => plainProduct(`t${i}`, { title, categories: ['Mugs'] })),
    );
    await api.runJob('learn-recommendations');
    const { body } = await api.recommend({ placement: 'similar', product: 't0', limit: 10 });
    expect(body.items.map(({ title }) => title).sort()).toEqual(titles.slice(1).sort());
  });

  it('stops recommending a product as soon as it is deleted', async () => {
    const api = await shopWith(
      'shrinking',
      Array.from({ length: 6 }, (_, i) => plainProduct(`p${i}`, { title: `Blue bowl ${i}` })),
    );
    await api.runJob('learn-recommendations');
    const before = await api.recommend({ placement: 'similar', product: 'p0', limit: 10 });
    expect(before.body.items.map(({ product }) => product)).toContain('p3');
    expect((await api.owner('DELETE', '/v1/products/p3')).status).toBe(204);
    await until(async () => {
      const { body } = await api.recommend({ placement: 'similar', product: 'p0', limit: 10 });
      return !body.items.some(({ product }) => product === 'p3');
    }, 10_000);
  });

  it('says in chat what it does not know instead of inventing it', async () => {
    const api = await shopWith('silent', [plainProduct('p0')]);
    const { status, body } = await api.page<ChatResponse>('/v1/chat/messages', {
      messageId: randomUUID(),
      text: 'how long does delivery take?',
    });
    expect(status).toBe(200);
    const said = body.messages.flatMap((message) => (message.type === 'text' ? [message.text] : []));
    expect(said.join(' ').trim()).not.toBe('');
    expect(said.join(' ')).toMatch(/no information|not know|don’t know|cannot say|could not find/i);
    expect(JSON.stringify(body.messages)).not.toMatch(/\d+ (working )?days/);
  });
});
