import { createRandom } from '@shelfwise/core/numeric';
import { assistantLanguage } from '../default-project.js';
import type { Wording } from '../wording/wording.js';
import type { ActionCall, Actions, ActionTools, WordedOutcome } from './action.js';
import { createActionContext } from './action-context.js';
import { actionTable } from './action-table.js';
import { rememberSearches } from './remember-searches.js';

/** Runs actions for an engine and words their answers. */
export class ActionRunner implements Actions {
  private readonly tools: ActionTools;
  private readonly wording: Wording;

  constructor({ tools, wording }: { tools: ActionTools; wording: Wording }) {
    this.tools = tools;
    this.wording = wording;
  }

  has(name: string): boolean {
    return Object.hasOwn(actionTable, name);
  }

  async run(name: string, { responses, ...call }: ActionCall): Promise<WordedOutcome> {
    const tools = { ...this.tools, search: rememberSearches(this.tools.search) };
    const { messages, ...outcome } = await actionTable[name]!(createActionContext(call), tools);
    const worded = await this.wording.word(messages, {
      language: await assistantLanguage(call.shop),
      ...(responses && { responses }),
      slots: call.slots,
      random: createRandom(seedOf(call.conversationKey) + Math.trunc(call.now.getTime() / 1000)),
    });
    return { ...outcome, messages: worded };
  }
}

/** A number that follows from the text. */
export function seedOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}
