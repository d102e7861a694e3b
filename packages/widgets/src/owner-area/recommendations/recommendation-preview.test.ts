import { expect, fixture, html } from '@open-wc/testing';
import { inventoryItem } from '../../../test/owner-server.js';
import { openPage, waitUntil } from '../../../test/page.js';
import type { OwnerClient } from '../../stock-dashboard/owner-client.js';
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
});
