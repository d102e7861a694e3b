import { expect, fixture, html } from '@open-wc/testing';
import { inventoryItem } from '../../../test/owner-server.js';
import { openPage, waitUntil } from '../../../test/page.js';
import type { OwnerClient } from '../../owner/owner-client.js';
import './recommendation-preview.js';
import type { RecommendationPreview } from './recommendation-preview.js';

const client = {
  server: location.origin,
  get: () => Promise.resolve({ items: [inventoryItem(1)] }),
} as unknown as OwnerClient;

async function preview(scenario: string): Promise<RecommendationPreview> {
  const key = openPage(scenario);
  const element = await fixture<RecommendationPreview>(
    html`<recommendation-preview .client=${client} .publishableKey=${key}></recommendation-preview>`,
  );
  const cards = () =>
    [...element.shadowRoot!.querySelectorAll('shop-recs')].map((row) =>
      row.shadowRoot!.querySelector('.link'),
    );
  await waitUntil(() => cards().length === 3 && cards().every(Boolean), 'three rows');
  await element.updateComplete;
  return element;
}

const about = (element: RecommendationPreview) =>
  [...element.shadowRoot!.querySelectorAll('.about-row')].map(({ textContent }) => textContent.trim());
const headings = (element: RecommendationPreview) =>
  [...element.shadowRoot!.querySelectorAll('shop-recs')].map(
    (row) => row.shadowRoot!.querySelector('h2')!.textContent,
  );

describe('<recommendation-preview>', () => {
  it('heads each row as shoppers see it, and names the row beside it', async () => {
    const element = await preview('ok');
    expect(about(element)).to.deep.equal([
      'Row “Often bought together”',
      'Row “You may also like”',
      'Row “Similar products”',
    ]);
    expect(headings(element)).to.deep.equal([
      'Often bought together',
      'You may also like',
      'Similar products',
    ]);
    await expect(element).to.be.accessible();
  });

  it('names what filled a row of which too little is known', async () => {
    const element = await preview('popular');
    expect(about(element)[0]).to.match(
      /^Row “Often bought together”: .* shows “(Popular right now|Bestsellers)”$/,
    );
  });

  for (const [scenario, state, expected] of [
    ['slow', 'is under way', 'Loading products'],
    ['empty', 'has no products', 'Nothing to suggest right now.'],
    ['error', 'failed', 'Suggestions could not be loaded.'],
  ] as const) {
    it(`says of a row whose answer ${state} just that`, async () => {
      const key = openPage(scenario);
      const element = await fixture<RecommendationPreview>(
        html`<recommendation-preview .client=${client} .publishableKey=${key}></recommendation-preview>`,
      );
      const texts = () =>
        [...element.shadowRoot!.querySelectorAll('shop-recs')].map((row) => row.shadowRoot!.textContent);
      await waitUntil(
        () => texts().length === 3 && texts().every((text) => text.includes(expected)),
        expected,
      );
      const others = ['Loading products', 'Nothing to suggest', 'could not be loaded', 'too few'].filter(
        (text) => !expected.includes(text),
      );
      for (const text of texts()) for (const other of others) expect(text).not.to.include(other);
      expect(element.shadowRoot!.textContent).not.to.include('too few');
    });
  }
});
