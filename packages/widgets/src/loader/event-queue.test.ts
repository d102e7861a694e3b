import { expect } from '@open-wc/testing';
import { holdTimers } from '../../test/held-timers.js';
import { openPage, requestsOf, waitUntil } from '../../test/page.js';
import { pageContext } from '../internal/page-context.js';
import { createEventQueue } from './event-queue.js';

const consent = { analytics: true, personalization: false, functionality: false };
const leave = () => dispatchEvent(new PageTransitionEvent('pagehide'));

async function batches(key: string, count: number) {
  let sent: Awaited<ReturnType<typeof requestsOf>> = [];
  await waitUntil(async () => {
    sent = (await requestsOf(key)).filter(({ path }) => path === '/v1/events');
    return sent.length >= count;
  });
  return sent;
}

describe('createEventQueue(…)', () => {
  it('sends what waits together, as plain text, with the visitor and without the page’s query', async () => {
    const key = openPage('ok', { consent, visitor: 'visitor-0123456789', session: 'session-0123456789' });
    const queue = createEventQueue(pageContext(), () => true);
    queue.add({ type: 'view', product: 'A' });
    queue.add({ type: 'purchase', order: 'O-1' });
    queue.flush();
    const { type, body } = (await batches(key, 1))[0]!;
    expect(type).to.match(/^text\/plain/);
    expect(body).to.deep.include({ key, session: 'session-0123456789' });
    expect(body.visitor).to.deep.equal({ key: 'visitor-0123456789', consent });
    expect(body.page.url).not.to.include('?');
    const events = body.events as { type: string; id: string; at: number }[];
    expect(events.map((event) => event.type)).to.deep.equal(['view', 'purchase']);
    expect(new Set(events.map(({ id }) => id))).to.have.length(2);
    expect(Math.abs(events[0]!.at - Date.now())).to.be.lessThan(60_000);
  });

  it('sends by beacon when the page goes, in requests of at most 51 KiB and 100 events', async () => {
    const key = openPage('ok');
    const queue = createEventQueue(pageContext(), () => true);
    const products = Array.from({ length: 50 }, (_, index) => `${index}`.padStart(40, 'é'));
    for (let n = 0; n < 120; n++) queue.add({ type: 'impression', requestId: 'r', products });
    // The browser takes 64 KiB of beacons at a time; what it refuses waits for the next chance.
    await waitUntil(async () => {
      leave();
      const sent = (await requestsOf(key)).flatMap(({ body }) => body.events as unknown[]);
      return sent.length === 120;
    });
    for (const { body } of await requestsOf(key)) {
      expect(new Blob([JSON.stringify(body)]).size).to.be.at.most(51 * 1024);
      expect(body.events).to.have.length.at.most(100);
    }
  });

  it('holds everything back until consent is known', async () => {
    const key = openPage('ok');
    let isKnown = false;
    const queue = createEventQueue(pageContext(), () => isKnown);
    queue.add({ type: 'view', product: 'A' });
    queue.flush();
    leave();
    expect(await requestsOf(key)).to.deep.equal([]);
    isKnown = true;
    leave();
    expect(await batches(key, 1)).to.have.length(1);
  });

  it('asks nothing of the page’s time while consent is not known, and keeps no more than it could use', async () => {
    const key = openPage('ok');
    const timers = holdTimers();
    let isKnown = false;
    let asked = 0;
    const queue = createEventQueue(pageContext(), () => {
      asked++;
      return isKnown;
    });
    for (let n = 0; n < 5000; n++) queue.add({ type: 'view', product: `${n}` });
    expect(timers.count).to.equal(1);
    timers.run();
    // It was asked once, and nothing waits to ask it again.
    expect([asked, timers.count]).to.deep.equal([1, 0]);
    isKnown = true;
    queue.later();
    timers.run();
    timers.release();
    const eventsOf = async () =>
      (await requestsOf(key)).flatMap(({ body }) => body.events as { product: string }[]);
    await waitUntil(async () => {
      leave();
      return (await eventsOf()).some(({ product }) => product === '900');
    });
    const sent = await eventsOf();
    expect(sent[0]!.product).to.equal('0');
    expect(sent).to.have.length.at.most(1000);
  });

  const ann = {
    consent,
    visitor: 'visitor-of-ann-0001',
    token: 'token-of-ann',
    session: 'session-0123456789',
  };

  /** A batch of Ann's that the server did not take. */
  async function lostBatch() {
    const key = openPage('flaky', ann);
    const queue = createEventQueue(pageContext(), () => true);
    queue.add({ type: 'view', product: 'A' });
    queue.flush();
    return { key, queue, lost: (await batches(key, 1))[0]! };
  }

  it('keeps what a failing server did not take, under the same names and whoever did it', async () => {
    const { key, queue, lost } = await lostBatch();
    pageContext().update({ token: undefined, visitor: 'visitor-of-bob-0002', session: 'session-of-bob-02' });
    queue.add({ type: 'view', product: 'B' });
    await waitUntil(async () => {
      leave();
      return (await requestsOf(key)).length > 2;
    });
    // What comes while the answer is awaited may go first.
    const others = (await batches(key, 3)).slice(1);
    const again = others.find(({ body }) => body.visitor.token !== undefined);
    const next = others.find((other) => other !== again);
    expect(again!.body).to.deep.equal(lost.body);
    expect(again!.body.visitor).to.deep.include({ key: ann.visitor, token: ann.token });
    expect(next!.body.visitor).to.deep.equal({ key: 'visitor-of-bob-0002', consent });
    expect((next!.body.events as { product: string }[]).map(({ product }) => product)).to.deep.equal(['B']);
  });

  it('does not send again what its visitor has taken the consent to back', async () => {
    const { key, queue } = await lostBatch();
    pageContext().update({ consent: { ...consent, analytics: false }, visitor: undefined });
    queue.add({ type: 'click', requestId: 'r', product: 'B' });
    await waitUntil(async () => {
      leave();
      return (await requestsOf(key)).length > 1;
    });
    const sent = await batches(key, 2);
    expect(sent).to.have.length(2);
    expect((sent[1]!.body.events as { type: string }[]).map(({ type }) => type)).to.deep.equal(['click']);
  });
});
