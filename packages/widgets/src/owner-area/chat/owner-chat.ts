import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { ChatInsights } from '@shelfwise/core/wire';
import type { OwnerClient } from '../../owner/owner-client.js';
import './faq-editor.js';
import { OwnerSection } from '../owner-section.js';
import { sectionStyles } from '../section.styles.js';
import '../setup/settings-form.js';
import { assistantFields, chatFields } from '../setup/setup-fields.js';

const days = 28;

const engineWords: Record<string, string> = {
  embedded: 'the assistant built in',
  rasa: 'your Rasa server',
  person: 'a person',
};

/**
 * How the chat did, which engine answered, the owner's own questions and answers, and who answers.
 *
 * @summary The section "Chat" of the owner's area.
 */
export class OwnerChat extends OwnerSection<ChatInsights> {
  static override styles = sectionStyles;

  /** A question that had no answer, to begin a new entry with. */
  @property() question = '';

  protected override fetchData(client: OwnerClient, signal: AbortSignal): Promise<ChatInsights> {
    return client.get('/v1/insights/chat', { days }, signal);
  }

  protected override renderData(chat: ChatInsights): TemplateResult {
    return html`${this.renderFigures(chat)}
      <faq-editor .client=${this.client} .question=${this.question}></faq-editor>
      ${this.renderConversations(chat)}
      <div class="columns">
        <section class="card" aria-labelledby="assistant">
          <h2 id="assistant">Who answers</h2>
          <settings-form
            .client=${this.client}
            .settings=${this.settings}
            .fields=${assistantFields}
          ></settings-form>
        </section>
        <section class="card" aria-labelledby="window">
          <h2 id="window">The chat window</h2>
          <settings-form
            .client=${this.client}
            .settings=${this.settings}
            .fields=${chatFields}
          ></settings-form>
        </section>
      </div>`;
  }

  private renderFigures(chat: ChatInsights): TemplateResult {
    const { words } = this;
    const engines = Object.entries(chat.byEngine).filter(([, count]) => count > 0);
    const figures: [string, string][] = [
      ['Conversations', words.integer(chat.conversations)],
      ['Answers', words.integer(chat.messages)],
      ['Answered without you', words.integer(chat.answeredWithoutYou)],
      ['Passed to a person', words.integer(chat.passedToPerson)],
      ...engines.map(([engine, count]): [string, string] => [
        `By ${engineWords[engine] ?? engine}`,
        words.integer(count),
      ]),
    ];
    return html`<section class="card" aria-labelledby="figures">
      <header>
        <h2 id="figures">How it went</h2>
        <span class="hint">last ${days} days</span>
      </header>
      <dl class="figures">
        ${figures.map(
          ([label, value]) =>
            html`<div>
              <dt>${label}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
    </section>`;
  }

  private renderConversations({ recent }: ChatInsights): TemplateResult {
    const { words } = this;
    return html`<section class="card" aria-labelledby="conversations">
      <h2 id="conversations">Latest conversations</h2>
      ${
        recent.length === 0
          ? html`<p class="hint">Nobody has chatted yet.</p>`
          : html`<div class="scroll" role="group" aria-labelledby="conversations" tabindex="0">
              <table>
                <thead>
                  <tr>
                    <th scope="col">Last question</th>
                    <th scope="col">Begun</th>
                    <th scope="col" class="number">Messages</th>
                    <th scope="col">Answered by</th>
                  </tr>
                </thead>
                <tbody>
                  ${recent.map(
                    (conversation) =>
                      html`<tr>
                        <td>${conversation.lastText || '–'}</td>
                        <td>${words.instant(conversation.startedAt)}</td>
                        <td class="number">${words.integer(conversation.messages)}</td>
                        <td>${engineWords[conversation.engine] ?? conversation.engine}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }
    </section>`;
  }
}

OwnerChat.define('owner-chat');

declare global {
  interface HTMLElementTagNameMap {
    'owner-chat': OwnerChat;
  }
}
