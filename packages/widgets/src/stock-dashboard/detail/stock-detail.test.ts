import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { AlertOutput } from '@shelfwise/core/wire';
import { FakeOwnerServer } from '../../../test/owner-server.js';
import { waitUntil } from '../../../test/page.js';
import { EmbedSession, sessionFrom } from '../../owner/embed-session.js';
import type { InventoryChangeEvent } from '../inventory-change-event.js';
import { createOwnerClient } from '../../owner/owner-client.js';
import './stock-detail.js';
import type { StockDetail } from './stock-detail.js';

let server: FakeOwnerServer;
beforeEach(() => {
  server = new FakeOwnerServer();
});
afterEach(() => server.restore());

async function detail(product = 'P-1'): Promise<StockDetail> {
  const client = createOwnerClient(location.origin, new EmbedSession(sessionFrom('/session')));
  const element = await fixture<StockDetail>(
    html`<div lang="en-GB"><stock-detail .client=${client} .product=${product}></stock-detail></div>`,
  );
  return element.querySelector<StockDetail>('stock-detail')!;
}

async function loaded(product?: string): Promise<StockDetail> {
  const element = await detail(product);
  await waitUntil(() => element.shadowRoot!.querySelector('supply-terms-form'), 'loaded');
  await element.updateComplete;
  return element;
}

const formOf = (element: StockDetail) => element.shadowRoot!.querySelector('supply-terms-form')!;
const field = (element: StockDetail, name: string) =>
  formOf(element).shadowRoot!.querySelector<HTMLInputElement>(`[name=${name}]`)!;
const outcome = (element: StockDetail) =>
  formOf(element).shadowRoot!.querySelector('[role=status]')!.textContent.replace(/\s+/g, ' ').trim();
const patches = () => server.callsTo('/v1/inventory/P-1', 'PATCH').map((call) => call.body);

async function type(element: StockDetail, name: string, value: string) {
  const input = field(element, name);
  input.value = value;
  input.dispatchEvent(new Event('input'));
  await formOf(element).updateComplete;
}

async function save(element: StockDetail) {
  formOf(element).shadowRoot!.querySelector('form')!.requestSubmit();
  await formOf(element).updateComplete;
}

describe('<stock-detail>', () => {
  it('is accessible while loading, with a product and after a fault', async () => {
    await expect(await loaded()).to.be.accessible();
    server.answers.set('GET /v1/inventory/P-1', 'never');
    await expect(await detail()).to.be.accessible();
    server.answers.set('GET /v1/inventory/P-1', 'offline');
    const element = await detail();
    await waitUntil(() => element.shadowRoot!.querySelector('[role=alert]'), 'failed');
    expect(element.shadowRoot!.textContent).to.contain('The server does not answer');
    await expect(element).to.be.accessible();
    server.answers.clear();
    element.shadowRoot!.querySelector<HTMLElement>('[role=alert] button')!.click();
    await waitUntil(() => element.shadowRoot!.querySelector('demand-chart'), 'loaded');
  });

  it('says in plain words which method made the forecast, and how the others did', async () => {
    const element = await loaded();
    const method = element.shadowRoot!.querySelector('.method')!.textContent.replace(/\s+/g, ' ');
    expect(method).to.contain('Mostly from what usually sells on each day of the week.');
    expect(method).to.contain('tried on 3 past stretches');
    expect(method).to.contain('how often it sells and how many at a time');
  });

  it('says when there is no forecast yet', async () => {
    server.answers.set('GET /v1/inventory/P-1', {
      body: { item: server.items[1], currency: 'GBP', history: [] },
    });
    const element = await loaded();
    expect(element.shadowRoot!.textContent).to.contain('too few sales yet');
    await expect(element).to.be.accessible();
  });

  it('passes the days until the next order arrives to the chart', async () => {
    const element = await loaded();
    expect(element.shadowRoot!.querySelector('demand-chart')!.protectionDays).to.equal(14);
  });

  it('encodes the product’s key in the address', async () => {
    server.items[0]!.product = 'A/B 1';
    await loaded('A/B 1');
    expect(server.callsTo('/v1/inventory/A%2FB%201').length).to.equal(1);
  });
});

describe('<stock-count-form>', () => {
  const countForm = (element: StockDetail) =>
    element.shadowRoot!.querySelector('stock-count-form')!.shadowRoot!;
  const send = (form: ShadowRoot, count: string) => {
    const input = form.querySelector('input')!;
    input.value = count;
    input.dispatchEvent(new Event('input'));
    form.querySelector('form')!.requestSubmit();
  };

  it('sends the owner’s own count, and says that it was saved', async () => {
    const form = countForm(await loaded());
    send(form, '12');
    await waitUntil(() => form.textContent.includes('Saved: 12 in stock'), 'saved');
    const bodies = server.callsTo('/v1/stock-levels', 'POST').map(({ body }) => body);
    expect(bodies).to.deep.equal([{ levels: [{ product: 'P-1', stockLevel: 12, simulated: false }] }]);
  });

  for (const count of ['', '-1', '1.5']) {
    it(`sends nothing for "${count}", and says what a count is`, async () => {
      const form = countForm(await loaded());
      send(form, count);
      await waitUntil(() => form.querySelector('.fault'), 'faulted');
      expect(form.querySelector('.fault')!.textContent).to.contain('A whole number from 0');
      expect(server.callsTo('/v1/stock-levels')).to.deep.equal([]);
    });
  }

  it('keeps what is typed as it is typed: a minus is not lost on the way to a number', async () => {
    const form = countForm(await loaded());
    const input = form.querySelector('input')!;
    input.focus();
    input.select();
    await sendKeys({ type: '-5' });
    expect(input.value).to.equal('-5');
    await waitUntil(() => form.querySelector('.fault'), 'faulted');
  });
});

describe('<supply-terms-form>', () => {
  it('sends only what changed, tells the page, and shows what the server made of it', async () => {
    const element = await loaded();
    await type(element, 'delivery', '21');
    await type(element, 'serviceLevel', '98.5');
    const told = new Promise<InventoryChangeEvent>((resolve) =>
      element.addEventListener('shop-inventory-change', resolve, { once: true }),
    );
    await save(element);
    expect((await told).product).to.equal('P-1');
    expect(patches()).to.deep.equal([{ leadTime: { mean: 21, sd: 2 }, serviceLevel: 0.985 }]);
    await waitUntil(() => server.callsTo('/v1/inventory/P-1').length === 2, 'loaded again');
    expect(outcome(element)).to.contain('Saved.');
    await expect(element).to.be.accessible();
  });

  it('takes back what was saved', async () => {
    const element = await loaded();
    await type(element, 'packSize', '10');
    await save(element);
    await waitUntil(() => outcome(element).includes('Saved'), 'saved');
    formOf(element).shadowRoot!.querySelector<HTMLElement>('[role=status] button')!.click();
    await waitUntil(() => outcome(element).includes('Undone'), 'undone');
    expect(patches()).to.deep.equal([{ packSize: 10 }, { packSize: 6 }]);
    expect(field(element, 'packSize').value).to.equal('6');
  });

  it('says no longer that it is saved once something else is typed', async () => {
    const element = await loaded();
    await type(element, 'packSize', '10');
    await save(element);
    await waitUntil(() => outcome(element).includes('Saved'), 'saved');
    await type(element, 'packSize', '2.5');
    expect(outcome(element).trim()).to.equal('');
  });

  it('names a fault at its field, moves there, and sends nothing', async () => {
    const element = await loaded();
    for (const [name, wrong, says] of [
      ['delivery', '-1', 'A number from 0 to 365.'],
      ['packSize', '2.5', 'A whole number from 1 to 1,000,000.'],
      ['serviceLevel', '100', 'A number from 50 to 99.9.'],
      ['minimumOrder', '', 'A whole number from 1 to 1,000,000.'],
    ] as const) {
      const before = field(element, name).value;
      await type(element, name, wrong);
      await save(element);
      expect(field(element, name).getAttribute('aria-invalid'), name).to.equal('true');
      const hint = formOf(element).shadowRoot!.getElementById(`${name}-hint`)!;
      expect(hint.textContent).to.equal(says);
      expect(formOf(element).shadowRoot!.activeElement).to.equal(field(element, name));
      await expect(element).to.be.accessible();
      await type(element, name, before);
    }
    expect(patches()).to.deep.equal([]);
  });

  it('sends nothing when nothing changed', async () => {
    const element = await loaded();
    await type(element, 'delivery', '7');
    await save(element);
    expect(patches()).to.deep.equal([]);
    expect(formOf(element).shadowRoot!.querySelector('.primary')!.getAttribute('aria-disabled')).to.equal(
      'true',
    );
  });

  it('says that it saves, sends once, and keeps what was typed when the server refuses', async () => {
    const element = await loaded();
    server.answers.set('PATCH /v1/inventory/P-1', {
      status: 503,
      body: { code: 'store-unavailable', detail: 'The store is busy.' },
    });
    await type(element, 'delivery', '9');
    await save(element);
    expect(formOf(element).shadowRoot!.querySelector('.primary')!.textContent.trim()).to.equal('Saving …');
    await save(element);
    await waitUntil(() => outcome(element).includes('Not saved'), 'refused');
    expect(outcome(element)).to.contain('The store is busy.');
    expect(patches().length).to.equal(1);
    expect(field(element, 'delivery').value).to.equal('9');
  });
});

describe('<stock-alert>', () => {
  const alert: AlertOutput = {
    key: 'reorder/P-1',
    kind: 'reorder',
    severity: 'warning',
    product: 'P-1',
    values: { title: 'Mug number 1', quantity: 24, stockLevel: 0, reorderPoint: 12, onOrder: 40 },
    since: '2026-11-20T00:00:00Z',
  };
  const alertOf = (element: StockDetail) => element.shadowRoot!.querySelector('stock-alert')!.shadowRoot!;

  it('advises by the new terms as soon as they are saved', async () => {
    const alertsFor = (packSize: number) => ({
      body: { alerts: [{ ...alert, values: { ...alert.values, quantity: packSize * 4 } }] },
    });
    server.answers.set('GET /v1/alerts', () => alertsFor(server.items[1]!.packSize));
    const element = await loaded();
    const advice = () => element.shadowRoot!.querySelector('stock-alert')!.shadowRoot!.textContent;
    await waitUntil(() => advice().includes('Order 24 of'), 'advised');
    await type(element, 'packSize', '10');
    await save(element);
    await waitUntil(() => advice().includes('Order 40 of'), 'advised anew');
  });

  it('shows a dash for a stock level that nobody has told, and 0 for none', async () => {
    const onHand = (element: StockDetail) =>
      [...element.shadowRoot!.querySelectorAll('dl div')]
        .find((figure) => figure.querySelector('dt')!.textContent.includes('On hand'))!
        .querySelector('dd')!
        .textContent.trim();
    delete server.items[1]!.stockLevel;
    expect(onHand(await loaded())).to.equal('–');
    server.items[1]!.stockLevel = 0;
    expect(onHand(await loaded())).to.equal('0');
  });

  it('snoozes the product’s alert for the days chosen, and wakes it', async () => {
    let snoozedUntil: string | undefined;
    server.answers.set('GET /v1/alerts', () => ({
      body: {
        alerts: [
          { ...alert, product: 'P-9' },
          { ...alert, ...(snoozedUntil && { snoozedUntil }) },
        ],
      },
    }));
    server.answers.set('POST /v1/alerts/snooze', ({ body }) => {
      snoozedUntil = body.days > 0 ? '2026-12-06T00:00:00Z' : undefined;
      return { status: 204 };
    });
    const element = await loaded();
    await waitUntil(() => alertOf(element).querySelector('form'), 'alert');
    expect(alertOf(element).querySelectorAll('.alert').length).to.equal(1);
    await expect(element).to.be.accessible();
    alertOf(element).querySelector('select')!.value = '14';
    alertOf(element).querySelector('form')!.requestSubmit();
    await waitUntil(() => alertOf(element).textContent.includes('Quiet until'), 'snoozed');
    alertOf(element).querySelector('button')!.click();
    await waitUntil(() => alertOf(element).querySelector('form'), 'awake');
    expect(server.callsTo('/v1/alerts/snooze', 'POST').map((call) => call.body)).to.deep.equal([
      { alert: 'reorder/P-1', days: 14 },
      { alert: 'reorder/P-1', days: 0 },
    ]);
  });

  it('shows one box for a product that is sold out and should be ordered, and snoozes both', async () => {
    const out: AlertOutput = {
      ...alert,
      key: 'out-of-stock/P-1',
      kind: 'out-of-stock',
      values: { title: 'Mug number 1', predictedDemand: 12, onOrder: 40 },
    };
    server.answers.set('GET /v1/alerts', { body: { alerts: [alert, out] } });
    server.answers.set('POST /v1/alerts/snooze', { status: 204 });
    const element = await loaded();
    await waitUntil(() => alertOf(element).querySelector('form'), 'alert');
    const boxes = alertOf(element).querySelectorAll('.alert');
    expect(boxes.length).to.equal(1);
    expect(boxes[0]!.querySelector('h3')!.textContent).to.equal('Mug number 1 is sold out');
    expect([...boxes[0]!.querySelectorAll('p')].map((line) => line.textContent)).to.deep.equal([
      'Order 24 of Mug number 1',
      'Expected sales until the next delivery: 12. Incoming: 40.',
    ]);
    alertOf(element).querySelector('form')!.requestSubmit();
    await waitUntil(() => server.callsTo('/v1/alerts/snooze', 'POST').length === 2, 'both');
  });

  it('says why when it cannot', async () => {
    server.answers.set('GET /v1/alerts', { body: { alerts: [alert] } });
    server.answers.set('POST /v1/alerts/snooze', 'offline');
    const element = await loaded();
    await waitUntil(() => alertOf(element).querySelector('form'), 'alert');
    alertOf(element).querySelector('form')!.requestSubmit();
    await waitUntil(() => alertOf(element).textContent.includes('The server does not answer'), 'told');
  });
});
