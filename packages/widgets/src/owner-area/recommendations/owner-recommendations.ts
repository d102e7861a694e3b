import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { RecommendationInsights } from '@shelfwise/core/wire';
import type { OwnerClient } from '../../owner/owner-client.js';
import { howWell, modelWords } from './metric-words.js';
import { OwnerSection } from '../owner-section.js';
import { placementWords } from './placement-words.js';
import './recommendation-preview.js';
import { sectionStyles } from '../section.styles.js';

const days = 28;

/**
 * How recommendations did by where they show, what is in use, and a preview by product.
 *
 * @summary The section "Recommendations" of the owner's area.
 */
export class OwnerRecommendations extends OwnerSection<RecommendationInsights> {
  static override styles = sectionStyles;

  @property({ attribute: false }) publishableKey: string | undefined;

  protected override fetchData(client: OwnerClient, signal: AbortSignal): Promise<RecommendationInsights> {
    return client.get('/v1/insights/recommendations', { days }, signal);
  }

  protected override renderData({ placements, models }: RecommendationInsights): TemplateResult {
    return html`<section class="card" aria-labelledby="results">
        <header>
          <h2 id="results">What shoppers did with them</h2>
          <span class="hint">last ${days} days</span>
        </header>
        ${
          placements.length === 0
            ? html`<p class="hint">
                None shown yet. Put &lt;shop-recs&gt; on a page: see <a href="#/setup">Setup</a>.
              </p>`
            : this.renderPlacements(placements)
        }
      </section>
      <recommendation-preview
        .client=${this.client}
        .publishableKey=${this.publishableKey}
      ></recommendation-preview>
      <section class="card" aria-labelledby="models">
        <header>
          <h2 id="models">What was learned</h2>
          <span class="hint"
            >Learned anew every night, then tried on orders and visits it had not seen. One that does clearly
            worse is not used.</span
          >
        </header>
        ${
          models.length === 0
            ? html`<p class="hint">Nothing yet: it begins by itself once there are products and orders.</p>`
            : this.renderModels(models)
        }
      </section>`;
  }

  private renderPlacements(placements: RecommendationInsights['placements']): TemplateResult {
    const { words } = this;
    return html`<div class="scroll" role="group" aria-labelledby="results" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Where it shows</th>
            <th scope="col" class="number">Times shown</th>
            <th scope="col" class="number">Products seen</th>
            <th scope="col" class="number">Clicked</th>
            <th scope="col" class="number">Clicks for each 100 seen</th>
            <th scope="col" class="number">Put in the cart</th>
          </tr>
        </thead>
        <tbody>
          ${placements.map(
            (row) =>
              html`<tr>
                <th scope="row">${placementWords[row.placement] ?? row.placement}</th>
                <td class="number">${words.integer(row.requests)}</td>
                <td class="number">${words.integer(row.impressions)}</td>
                <td class="number">${words.integer(row.clicks)}</td>
                <td class="number">
                  ${row.impressions > 0 ? words.quantity((row.clicks / row.impressions) * 100) : '–'}
                </td>
                <td class="number">${words.integer(row.addedToCart)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private renderModels(models: RecommendationInsights['models']): TemplateResult {
    const { words } = this;
    return html`<div class="scroll" role="group" aria-labelledby="models" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Learned</th>
            <th scope="col">Now</th>
            <th scope="col">How well</th>
          </tr>
        </thead>
        <tbody>
          ${models.map(
            (model) =>
              html`<tr>
                <th scope="row">${modelWords[model.kind] ?? model.kind}</th>
                <td>${words.instant(model.trainedAt)}</td>
                <td>
                  ${
                    model.serving
                      ? html`<span class="badge" data-status="fine">in use</span>`
                      : html`<span class="hint">not in use</span>`
                  }
                </td>
                <td>
                  ${howWell(model, words)}
                  ${model.note ? html`<div class="hint">${model.note}</div>` : nothing}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

OwnerRecommendations.define('owner-recommendations');

declare global {
  interface HTMLElementTagNameMap {
    'owner-recommendations': OwnerRecommendations;
  }
}
