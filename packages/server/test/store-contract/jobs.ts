import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { at, randomId, type ContractContext } from './context.js';
import { Conflict, NotFound } from '../../src/stores/port/store-errors.js';
import type { Lease } from '../../src/stores/port/store.js';

/** What jobs write and how they take turns: forecasts, models, alerts, runs, leases. */
export function jobsContract(context: ContractContext): void {
  test('forecasts: the newest is found, the newest two of each product are kept', async () => {
    const { forecasts, raw } = context.store;
    const product = randomId();
    const forecast = (time: string) => ({
      productId: product,
      madeAt: at(time),
      startDay: '2026-11-23',
      horizon: 2,
      levels: [0.1, 0.5, 0.9],
      quantiles: [0, 1, 2.5, 0, 1.25, 3],
      means: [1.3, 1.41],
      weeks: { means: [9.6], quantiles: [6, 9, 14.5] },
      model: 'tsb',
      backtest: { windows: 4, losses: { tsb: 0.4, 'seasonal.naive': 0.6 } },
    });
    for (const time of ['01T00:00:00', '02T00:00:00', '03T00:00:00', '03T00:00:00'])
      await forecasts.putMany(context.shop, [forecast(time)]);
    expect(await forecasts.findLatest(context.shop, product)).toMatchObject(forecast('03T00:00:00'));
    expect(await raw.count(context.shop, 'forecasts')).toBe(2);
    expect(await forecasts.findLatest(context.otherShop, product)).toBeNull();
    const latest = await forecasts.findLatestMany(context.shop, [product, randomId()]);
    expect([...latest]).toEqual([[product, await forecasts.findLatest(context.shop, product)]]);
    expect(await forecasts.findLatest(context.shop, randomId())).toBeNull();
  });

  describe('models', () => {
    const put = (bytes: Uint8Array, status: 'serving' | 'kept' = 'serving') =>
      context.store.models.put(context.shop, 'recommender', bytes, { metrics: { 'hit@10': 0.3 }, status });

    test('bytes of any size come back, in chunks of at most 1 MiB', async () => {
      const { models, raw } = context.store;
      const bytes = new Uint8Array(2.5 * 1024 * 1024).map((_, index) => index % 251);
      const manifest = await put(bytes);
      expect(manifest).toMatchObject({
        version: 1,
        status: 'serving',
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        metrics: { 'hit@10': 0.3 },
        createdAt: context.now,
      });
      expect(Buffer.compare(await models.read(context.shop, 'recommender', 1), bytes)).toBe(0);
      expect(await raw.count(context.shop, 'modelChunks')).toBe(3);
      for await (const chunks of raw.dump(context.shop, 'modelChunks'))
        for (const chunk of chunks) expect(chunk.bytes.length).toBeLessThanOrEqual(1024 * 1024);
      await expect(models.read(context.shop, 'assistant', 1)).rejects.toBeInstanceOf(NotFound);
      await expect(models.read(context.otherShop, 'recommender', 1)).rejects.toBeInstanceOf(NotFound);
      expect((await put(new Uint8Array(0))).version).toBe(2);
      expect(await models.read(context.shop, 'recommender', 2)).toHaveLength(0);
    });

    test('one version serves: a newer one retires it, a kept one does not', async () => {
      const { models } = context.store;
      const statuses = async () =>
        (await models.list(context.shop, 'recommender', 10)).map(
          ({ version, status }) => `${version} ${status}`,
        );
      await put(Uint8Array.of(1));
      await put(Uint8Array.of(2), 'kept');
      expect((await models.findServing(context.shop, 'recommender'))?.version).toBe(1);
      await put(Uint8Array.of(3));
      expect(await statuses()).toEqual(['3 serving', '2 kept', '1 retired']);
      await models.unseat(context.shop, 'recommender', 3, 'damaged', 1);
      expect(await statuses()).toEqual(['3 kept', '2 kept', '1 serving']);
      expect((await models.list(context.shop, 'recommender', 1))[0]?.note).toBe('damaged');
      await models.unseat(context.shop, 'recommender', 1, 'damaged, too');
      expect(await models.findServing(context.shop, 'recommender')).toBeNull();
      expect(await models.findServing(context.otherShop, 'recommender')).toBeNull();
      expect(await models.list(context.otherShop, 'recommender', 5)).toEqual([]);
      await expect(models.unseat(context.otherShop, 'recommender', 1, '?')).rejects.toBeInstanceOf(NotFound);
    });

    test('unseat(...) of a version that serves no longer leaves the newer one in its place', async () => {
      const { models } = context.store;
      for (const byte of [1, 2, 3]) await put(Uint8Array.of(byte));
      await models.unseat(context.shop, 'recommender', 2, 'damaged', 1);
      const list = await models.list(context.shop, 'recommender', 10);
      expect(list.map(({ version, status }) => `${version} ${status}`)).toEqual([
        '3 serving',
        '2 kept',
        '1 retired',
      ]);
    });

    test('prune(...) keeps the newest and the serving one', async () => {
      const { models, raw } = context.store;
      await put(Uint8Array.of(1));
      for (const byte of [2, 3, 4]) await put(Uint8Array.of(byte), 'kept');
      await models.prune(context.otherShop, 'recommender', 1);
      await models.prune(context.shop, 'recommender', 2);
      const left = await models.list(context.shop, 'recommender', 10);
      expect(left.map(({ version }) => version)).toEqual([4, 3, 1]);
      expect(await raw.count(context.shop, 'modelChunks')).toBe(3);
    });

    test('what a writer left who was killed is in nobody’s way, and prune(...) removes it', async () => {
      const { models, raw } = context.store;
      const leave = (version: number, shopId = context.shop) =>
        raw.restore(
          shopId,
          'modelChunks',
          [0, 1].map((part) => ({ shopId, kind: 'recommender', version, part, bytes: Uint8Array.of(9) })),
        );
      await put(Uint8Array.of(1));
      await leave(2);
      await leave(2, context.otherShop);
      const { version } = await put(Uint8Array.of(3));
      await models.prune(context.otherShop, 'recommender', 5);
      expect(await raw.count(context.otherShop, 'modelChunks')).toBe(2);
      // What is newer than every manifest may be on its way.
      await leave(9);
      await models.prune(context.shop, 'recommender', 5);
      expect(await raw.count(context.shop, 'modelChunks')).toBe(4);
      expect([...(await models.read(context.shop, 'recommender', 1))]).toEqual([1]);
      expect([...(await models.read(context.shop, 'recommender', version))]).toEqual([3]);
    });

    test('put(...) for a lease that was taken over publishes nothing', async () => {
      const { leases, models, raw } = context.store;
      const name = `job:${context.shop}:learn`;
      const later = (ms: number) => new Date(context.now.getTime() + ms);
      const publish = (byte: number, lease: Lease) =>
        models.put(
          context.shop,
          'recommender',
          Uint8Array.of(byte),
          { metrics: {}, status: 'serving' },
          lease,
        );
      const paused = (await leases.acquire(name, 'paused', 1000, context.now))!;
      // Run out, but nobody else has begun: what was made is still the newest.
      expect((await publish(1, paused)).version).toBe(1);
      const present = (await leases.acquire(name, 'present', 1000, later(2000)))!;
      await expect(publish(2, paused)).rejects.toBeInstanceOf(Conflict);
      await publish(3, present);
      await expect(publish(4, paused)).rejects.toBeInstanceOf(Conflict);
      const { version } = (await models.findServing(context.shop, 'recommender'))!;
      expect([...(await models.read(context.shop, 'recommender', version))]).toEqual([3]);
      expect(await models.list(context.shop, 'recommender', 9)).toHaveLength(2);
      expect(await raw.count(context.shop, 'modelChunks')).toBe(2);
      await leases.release(present);
      await expect(publish(5, { ...present, name: 'never acquired' })).rejects.toBeInstanceOf(Conflict);
      expect(await leases.acquire(name, 'next', 1000, later(2500))).not.toBeNull();
    });

    test('put(...) at once gives each its own version', async () => {
      const manifests = await Promise.all([1, 2, 3].map((byte) => put(Uint8Array.of(byte))));
      expect(manifests.map(({ version }) => version).sort()).toEqual([1, 2, 3]);
      expect(
        (await context.store.models.list(context.shop, 'recommender', 5)).filter(
          ({ status }) => status === 'serving',
        ),
      ).toHaveLength(1);
    });
  });

  test('alerts: one open for each key, kept when refreshed, closed when no longer true', async () => {
    const { alerts } = context.store;
    const alert = (key: string, since: string) => ({
      key,
      kind: 'reorder' as const,
      severity: 'warning' as const,
      productId: randomId(),
      values: { title: key, quantity: 3 },
      since: at(since),
    });
    await alerts.openMany(context.shop, [
      alert('reorder:a', '01T00:00:00'),
      alert('reorder:b', '01T00:00:00'),
    ]);
    expect(await alerts.snooze(context.shop, 'reorder:a', at('30T00:00:00'))).toBe(true);
    expect(await alerts.snooze(context.otherShop, 'reorder:a', at('30T00:00:00'))).toBe(false);
    await alerts.openMany(context.shop, [
      { ...alert('reorder:a', '05T00:00:00'), values: { title: 'a', quantity: 5 } },
    ]);
    const open = await alerts.listOpen(context.shop);
    expect(open.find(({ key }) => key === 'reorder:a')).toMatchObject({
      values: { title: 'a', quantity: 5 },
      since: at('01T00:00:00'),
      snoozedUntil: at('30T00:00:00'),
    });
    expect(open).toHaveLength(2);
    await alerts.resolveMany(context.otherShop, ['reorder:a', 'reorder:b'], context.now);
    await alerts.resolveMany(context.shop, ['reorder:c'], context.now);
    await alerts.resolveMany(context.shop, [], context.now);
    expect(await alerts.listOpen(context.shop)).toHaveLength(2);
    await alerts.resolveMany(context.shop, ['reorder:a'], context.now);
    expect((await alerts.listOpen(context.shop)).map(({ key }) => key)).toEqual(['reorder:b']);
    await alerts.openMany(context.shop, [alert('reorder:a', '06T00:00:00')]);
    const again = (await alerts.listOpen(context.shop)).find(({ key }) => key === 'reorder:a');
    expect(again).toMatchObject({ since: at('06T00:00:00') });
    expect(again).not.toHaveProperty('snoozedUntil');
    expect(await alerts.listOpen(context.otherShop)).toEqual([]);
  });

  test('claimUnannounced(...) gives each opened alert away once, however often it is refreshed', async () => {
    const { alerts } = context.store;
    const alert = (key: string) => ({
      key,
      kind: 'no-orders' as const,
      severity: 'critical' as const,
      values: { lastAt: context.now.toISOString() },
      since: context.now,
    });
    const claim = async (limit: number) =>
      (await alerts.claimUnannounced(context.shop, context.now, limit)).map(({ key }) => key).sort();
    await alerts.openMany(context.shop, [alert('a'), alert('b'), alert('c')]);
    expect(await alerts.claimUnannounced(context.otherShop, context.now, 9)).toEqual([]);
    const first = await claim(2);
    expect(first).toHaveLength(2);
    await alerts.openMany(context.shop, [alert('a'), alert('b')]);
    expect([...first, ...(await claim(9))].sort()).toEqual(['a', 'b', 'c']);
    expect(await claim(9)).toEqual([]);
    // A closed alert that is opened again is a new one. One that is closed unannounced is news no more.
    await alerts.resolveMany(context.shop, ['a'], context.now);
    await alerts.openMany(context.shop, [alert('a'), alert('d')]);
    await alerts.resolveMany(context.shop, ['d'], context.now);
    expect(await claim(9)).toEqual(['a']);
  });

  test('claimUnannounced(...) gives an alert to one of several that ask at once', async () => {
    const { alerts } = context.store;
    const keys = Array.from({ length: 20 }, (_, number) => `reorder:${number}`);
    await alerts.openMany(
      context.shop,
      keys.map((key) => ({ key, kind: 'reorder', severity: 'warning', values: {}, since: context.now })),
    );
    const claims = await Promise.all(keys.map(() => alerts.claimUnannounced(context.shop, context.now, 5)));
    const claimed = claims.flat().map(({ key }) => key);
    expect(new Set(claimed).size).toBe(claimed.length);
    const rest = await alerts.claimUnannounced(context.shop, context.now, 99);
    expect([...claimed, ...rest.map(({ key }) => key)].sort()).toEqual([...keys].sort());
  });

  test('job runs are listed newest first, of all jobs or one', async () => {
    const { jobRuns } = context.store;
    const first = await jobRuns.start(context.shop, 'watch-data', 1, at('01T00:00:00'));
    expect(first).toMatchObject({ status: 'running', attempt: 1 });
    await jobRuns.progress(context.shop, first.id, 0.5);
    expect((await jobRuns.list(context.shop))[0]?.progress).toBe(0.5);
    const end = {
      status: 'succeeded' as const,
      summary: { items: 3, note: 'fine' },
      finishedAt: at('01T00:01:00'),
    };
    await jobRuns.finish(context.shop, first.id, end);
    await jobRuns.start(context.shop, 'forecast-demand', 2, at('02T00:00:00'));
    const runs = await jobRuns.list(context.shop);
    expect(runs.map(({ job }) => job)).toEqual(['forecast-demand', 'watch-data']);
    expect(runs[1]).toMatchObject(end);
    expect(await jobRuns.list(context.shop, 'watch-data')).toHaveLength(1);
    expect(await jobRuns.list(context.shop, undefined, 1)).toHaveLength(1);
    await expect(jobRuns.progress(context.otherShop, first.id, 0.9)).rejects.toBeInstanceOf(NotFound);
    expect(await jobRuns.list(context.otherShop)).toEqual([]);
    expect(await jobRuns.removeBefore(context.otherShop, at('02T00:00:00'), 10)).toBe(0);
    expect(await jobRuns.removeBefore(context.shop, at('02T00:00:00'), 10)).toBe(1);
    expect(await jobRuns.list(context.shop)).toHaveLength(1);
  });

  test('a job asked for several times stands there once, until it begins', async () => {
    const { jobRuns } = context.store;
    await jobRuns.request(context.shop, 'train-assistant', at('01T00:00:00'));
    await jobRuns.request(context.shop, 'train-assistant', at('01T00:00:05'));
    await jobRuns.request(context.shop, 'watch-data', at('01T00:00:06'));
    const requested = async (shop = context.shop) =>
      (await jobRuns.listRequested(shop)).map(({ job, status }) => `${job} ${status}`).sort();
    expect(await requested()).toEqual(['train-assistant requested', 'watch-data requested']);
    expect(await requested(context.otherShop)).toEqual([]);
    await jobRuns.request(context.otherShop, 'train-assistant', at('01T00:00:07'));
    expect((await jobRuns.list(context.shop, 'train-assistant')).map(({ startedAt }) => startedAt)).toEqual([
      at('01T00:00:00'),
    ]);
    await jobRuns.start(context.shop, 'train-assistant', 1, at('01T00:01:00'));
    expect(await requested()).toEqual(['watch-data requested']);
    expect(await requested(context.otherShop)).toEqual(['train-assistant requested']);
    expect((await jobRuns.list(context.shop, 'train-assistant')).map(({ status }) => status)).toEqual([
      'running',
    ]);
  });

  describe('leases', () => {
    const name = () => `job:${context.shop}`;
    const later = (ms: number) => new Date(context.now.getTime() + ms);

    test('one owner holds a lease; its token tells it from later holders', async () => {
      const { leases } = context.store;
      const first = (await leases.acquire(name(), 'a', 1000, context.now))!;
      expect(first).toMatchObject({ owner: 'a', expiresAt: later(1000) });
      expect(await leases.acquire(name(), 'b', 1000, later(999))).toBeNull();
      const second = (await leases.acquire(name(), 'b', 1000, later(1000)))!;
      expect(second.token).toBeGreaterThan(first.token);
      expect(await leases.renew(first, 1000, later(1001))).toBe(false);
      await leases.release(first);
      expect(await leases.acquire(name(), 'c', 1000, later(1500))).toBeNull();
      expect(await leases.renew(second, 5000, later(1500))).toBe(true);
      expect(await leases.acquire(name(), 'c', 1000, later(6000))).toBeNull();
      await leases.release(second);
      const third = (await leases.acquire(name(), 'c', 1000, later(6000)))!;
      expect(third.token).toBeGreaterThan(second.token);
    });

    test('a lease that ran out cannot be renewed', async () => {
      const { leases } = context.store;
      const lease = (await leases.acquire(name(), 'a', 1000, context.now))!;
      expect(await leases.renew(lease, 1000, later(1001))).toBe(false);
    });

    test('of many who ask at once, one gets it', async () => {
      const { leases } = context.store;
      const asked = await Promise.all(
        ['a', 'b', 'c', 'd', 'e'].map((owner) => leases.acquire(name(), owner, 1000, context.now)),
      );
      expect(asked.filter((lease) => lease !== null)).toHaveLength(1);
    });
  });

  test('ping() and migrate() may be called at any time', async () => {
    await context.store.ping();
    await context.store.migrate();
  });
}
