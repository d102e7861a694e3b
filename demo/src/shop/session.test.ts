import type { Context } from 'koa';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** A browser that keeps the shop's cookies. */
function browser(): Context {
  const jar = new Map<string, string>();
  const cookies = {
    get: (name: string) => jar.get(name),
    set: (name: string, value: string) => void jar.set(name, value),
  };
  return { cookies } as unknown as Context;
}

async function orderNumber(ownOrders: string): Promise<string> {
  vi.stubEnv('DEMO_ORDERS', ownOrders);
  const { nextOrderOf } = await import('./session.js');
  const ctx = browser();
  const number = nextOrderOf(ctx);
  expect(nextOrderOf(ctx)).toBe(number);
  return number;
}

test('the gift shop’s order numbers bear its initials', async () => {
  expect(await orderNumber('')).toMatch(/^HW-[\dA-Z]+$/);
});

test('those of an owner’s own shop bear no other shop’s', async () => {
  expect(await orderNumber('orders.csv')).toMatch(/^\d{15}$/);
});
