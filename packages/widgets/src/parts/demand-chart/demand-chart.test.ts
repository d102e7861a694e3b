import { expect, fixture, html } from '@open-wc/testing';
import { dayFrom, inventoryDetail, inventoryItem } from '../../../test/owner-server.js';
import { waitUntil } from '../../../test/page.js';
import './demand-chart.js';
import type { DemandChart } from './demand-chart.js';

const { history, forecast } = inventoryDetail(inventoryItem(0));

beforeEach(() => sessionStorage.clear());
after(() => sessionStorage.clear());

async function chart(properties: Partial<DemandChart> = {}, direction = 'ltr'): Promise<DemandChart> {
  const box = await fixture<HTMLElement>(
    html`<div lang="en-GB" dir=${direction}><demand-chart></demand-chart></div>`,
  );
  const element = box.querySelector('demand-chart')!;
  Object.assign(element, { history, forecast, protectionDays: 14, ...properties });
  await element.updateComplete;
  // The first drawing comes before the element knows its width.
  await waitUntil(
    () => !element.history.length || Number(find(element, '.plot svg')!.getAttribute('width')) > 240,
  );
  return element;
}

const find = (element: DemandChart, selector: string) =>
  element.shadowRoot!.querySelector<HTMLElement>(selector);
const button = (element: DemandChart, label: string) =>
  [...element.shadowRoot!.querySelectorAll('button')].find(
    ({ textContent }) => textContent.trim() === label,
  )!;
const slider = (element: DemandChart) => find(element, '[role=slider]')!;
const reading = (element: DemandChart) => slider(element).getAttribute('aria-valuetext');

async function press(element: DemandChart, key: string) {
  slider(element).dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
  await element.updateComplete;
}

describe('<demand-chart>', () => {
  it('is accessible with data, with its table open, by week and without data', async () => {
    const element = await chart();
    await expect(element).to.be.accessible();
    find(element, 'details summary')!.click();
    element.view = 'week';
    await element.updateComplete;
    await expect(element).to.be.accessible();
    const empty = await chart({ history: [], forecast: undefined });
    expect(empty.shadowRoot!.textContent).to.contain('No sales yet.');
    await expect(empty).to.be.accessible();
  });

  it('draws history, what is expected, two bands, the wait and days without stock, with no style attribute', async () => {
    const element = await chart();
    for (const mark of [
      '.history',
      '.expected',
      '.band:not(.half)',
      '.band.half',
      '.wait',
      '.out',
      '.today',
    ]) {
      expect(find(element, `.plot ${mark}`), mark).to.not.equal(null);
      if (mark !== '.today') expect(find(element, `.legend ${mark}`), `legend of ${mark}`).to.not.equal(null);
    }
    expect(element.shadowRoot!.querySelector('[style]')).to.equal(null);
    expect(element.shadowRoot!.innerHTML).to.not.contain('NaN');
  });

  it('shades exactly the days until the next order arrives', async () => {
    const element = await chart({ protectionDays: 14 });
    const width = Number(find(element, '.plot .wait')!.getAttribute('width'));
    const twice = await chart({ protectionDays: 28 });
    expect(Number(find(twice, '.plot .wait')!.getAttribute('width'))).to.be.closeTo(2 * width, 0.01);
    const tooLong = await chart({ protectionDays: 1000 });
    expect(Number(find(tooLong, '.plot .wait')!.getAttribute('width'))).to.be.closeTo(2 * width, 0.01);
  });

  it('is read day by day with the keyboard, from today on', async () => {
    const element = await chart();
    expect(reading(element)).to.equal('Sat, 21 Nov 2026: sold 3');
    await press(element, 'ArrowRight');
    expect(reading(element)).to.equal('Sun, 22 Nov 2026: expected 2.3, between 0 and 5 on 8 days of 10');
    await press(element, 'ArrowLeft');
    await press(element, 'PageDown');
    expect(reading(element)).to.contain('14 Nov 2026');
    await press(element, 'Home');
    expect(slider(element).getAttribute('aria-valuenow')).to.equal('0');
    await press(element, 'ArrowLeft');
    expect(slider(element).getAttribute('aria-valuenow')).to.equal('0');
    await press(element, 'End');
    expect(slider(element).getAttribute('aria-valuenow')).to.equal(
      slider(element).getAttribute('aria-valuemax'),
    );
    expect(find(element, '.reading')!.textContent).to.equal(reading(element));
  });

  it('says in words, for eyes and for the slider, what sells now', async () => {
    const element = await chart();
    const summary = find(element, 'figcaption p')!;
    expect(summary.textContent).to.contain('In the 28 days until 21 Nov 2026: sold 58');
    expect(summary.getBoundingClientRect().height).to.be.above(10);
    const describedBy = slider(element).getAttribute('aria-describedby')!.split(' ');
    expect(describedBy).to.include(summary.id);
    for (const id of describedBy) expect(find(element, `#${id}`)!.textContent).to.not.equal('');
  });

  it('follows the pointer to the nearest day and forgets it when the pointer leaves', async () => {
    const element = await chart();
    const box = slider(element).getBoundingClientRect();
    slider(element).dispatchEvent(new PointerEvent('pointermove', { clientX: box.right - 11 }));
    await element.updateComplete;
    expect(reading(element)).to.contain('19 Dec 2026');
    expect(find(element, '.cursor')).to.not.equal(null);
    slider(element).dispatchEvent(new PointerEvent('pointerleave'));
    await element.updateComplete;
    expect(reading(element)).to.contain('21 Nov 2026');
  });

  it('runs from right to left in such a language, arrows included', async () => {
    const element = await chart({}, 'rtl');
    const today = Number(find(element, '.today')!.getAttribute('x1'));
    const wait = Number(find(element, '.plot .wait')!.getAttribute('x'));
    expect(wait).to.be.below(today);
    await press(element, 'ArrowLeft');
    expect(reading(element)).to.contain('22 Nov 2026');
  });

  it('counts whole weeks up to today, and shows the range of each week ahead as it was forecast', async () => {
    const element = await chart({
      history: Array.from({ length: 100 }, (_, index) => ({
        day: dayFrom(index - 100),
        quantity: (index + 5) % 7,
        ...(index > 90 && index < 94 && { stockedOut: true }),
      })),
    });
    button(element, 'By week').click();
    await element.updateComplete;
    // Two days before the first whole week are left out.
    expect(slider(element).getAttribute('aria-valuemax')).to.equal(String(14 + 4 - 1));
    expect(reading(element)).to.equal('Week of 15 Nov 2026 to 21 Nov 2026: sold 21, out of stock on 1 day');
    await press(element, 'ArrowRight');
    expect(reading(element)).to.equal(
      'Week of 22 Nov 2026 to 28 Nov 2026: expected 16, between 9 and 24 in 8 weeks of 10',
    );
    expect(find(element, '.legend')!.textContent).to.contain('Sold a week');
    // Days, not whole weeks, are marked as out of stock.
    expect(element.shadowRoot!.querySelectorAll('.plot .out')).to.have.lengthOf(3);
  });

  it('shows by week what sells on few days, until the owner chooses, for each product of this page', async () => {
    const rare = {
      history: Array.from({ length: 12 }, (_, index) => ({ day: dayFrom(index * 9 - 110), quantity: 6 })),
    };
    const isByWeek = (element: DemandChart) => button(element, 'By week').getAttribute('aria-pressed');
    expect(isByWeek(await chart())).to.equal('false');
    const element = await chart(rare);
    expect(isByWeek(element)).to.equal('true');
    button(element, 'By day').click();
    await element.updateComplete;
    expect(isByWeek(element)).to.equal('false');
    expect(isByWeek(await chart(rare))).to.equal('false');
  });

  it('grows narrower with its place', async () => {
    const element = await chart();
    const box = element.parentElement!;
    // A grid gives its content the room that it asks for, unless it asks for none.
    box.className = 'narrow';
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.narrow { display: grid; inline-size: 320px; }');
    document.adoptedStyleSheets.push(sheet);
    await waitUntil(() => Number(find(element, '.plot svg')!.getAttribute('width')) <= 320);
    document.adoptedStyleSheets.pop();
  });

  it('marks no two days alike, however wide it is', async () => {
    for (const days of [10, 30, 34, 42, 60, 90]) {
      const many = history.slice(-days);
      const element = await chart({ history: many, view: 'day' });
      const marks = [...element.shadowRoot!.querySelectorAll('.plot .middle:not(.now)')].map(
        ({ textContent }) => textContent,
      );
      expect(new Set(marks).size, marks.join()).to.equal(marks.length);
    }
  });

  it('has no weeks to offer where the forecast tells none', async () => {
    const element = await chart({ forecast: { ...forecast!, weeks: undefined }, view: 'week' });
    expect(find(element, '.views')).to.equal(null);
    expect(reading(element)).to.contain('Sat, 21 Nov 2026');
  });

  it('cuts off a day beyond all others, so that the rest can be read', async () => {
    const spike = history.map((day, index) => (index === 370 ? { ...day, quantity: 900 } : day));
    const element = await chart({ history: spike });
    expect(find(element, '.plot .cut')).to.not.equal(null);
    expect(find(element, '.legend .cut')).to.not.equal(null);
    const marks = [...element.shadowRoot!.querySelectorAll('.plot .end')].map((mark) =>
      Number(mark.textContent),
    );
    expect(Math.max(...marks)).to.be.below(20);
    for (let step = 0; step < 29; step++) await press(element, 'ArrowLeft');
    expect(reading(element)).to.contain('sold 900');
  });

  it('fills the days without sales up to today, and leaves today itself to the forecast', async () => {
    const element = await chart({
      history: [
        { day: dayFrom(-9), quantity: 4 },
        { day: dayFrom(-6), quantity: 2 },
      ],
      view: 'day',
    });
    expect(reading(element)).to.equal('Sat, 21 Nov 2026: sold 0');
    const begun = await chart({ history: [...history, { day: dayFrom(0), quantity: 1 }] });
    expect(reading(begun)).to.contain('21 Nov 2026');
    await press(begun, 'ArrowRight');
    expect(reading(begun)).to.contain('22 Nov 2026: expected 2.3');
  });

  it('gives the same figures as a table, newest first', async () => {
    const element = await chart({
      history: [
        { day: dayFrom(-3), quantity: 4 },
        { day: dayFrom(-1), quantity: 7, stockedOut: true },
      ],
      view: 'day',
    });
    find(element, 'details summary')!.click();
    await new Promise((resolve) =>
      find(element, 'details')!.addEventListener('toggle', resolve, { once: true }),
    );
    await element.updateComplete;
    const cells = [...element.shadowRoot!.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    );
    expect(cells[0]).to.deep.equal(['Sat, 19 Dec 2026', '', '2.3', '0–5']);
    expect(cells.slice(-3)).to.deep.equal([
      ['Sat, 21 Nov 2026', '7 (out of stock)', '', ''],
      ['Fri, 20 Nov 2026', '0', '', ''],
      ['Thu, 19 Nov 2026', '4', '', ''],
    ]);
  });

  it('draws history alone when there is no forecast, and a forecast without the usual levels', async () => {
    const alone = await chart({ forecast: undefined });
    expect(find(alone, '.band')).to.equal(null);
    expect(find(alone, '.plot .wait')).to.equal(null);
    const odd = await chart({
      forecast: {
        madeAt: '',
        model: 'x',
        levels: [0.5],
        days: [{ day: dayFrom(0), mean: 3, quantiles: [3] }],
      },
    });
    expect(find(odd, '.band')).to.equal(null);
    expect(find(odd, '.plot .expected')!.getAttribute('d')).to.not.equal('');
  });
});
