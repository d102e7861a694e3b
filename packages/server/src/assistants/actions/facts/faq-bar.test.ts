import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../../test/chat-shop.js';
import { heldOut } from '../../../../test/questions/held-out.js';
import { shopFaq } from '../../../../test/questions/shop-faq.js';
import { tuning } from '../../../../test/questions/tuning.js';
import { startTalk } from '../../../../test/talk.js';

/** An FAQ entry is shown for most questions that it answers, and hardly ever for others. */

let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop({ faq: shopFaq });
});
afterAll(() => parts.close());

async function entryFor(question: string): Promise<string | undefined> {
  const { text } = await startTalk(parts).say(question);
  return shopFaq.find(({ answer }) => text.includes(answer))?.key;
}

test.each([
  ['the questions it was tuned on', tuning],
  ['questions that it was not tuned on', heldOut],
])('most of %s are answered, and next to no foreign ones', async (_title, { answered, unanswered }) => {
  const missed: string[] = [];
  const misled: string[] = [];
  for (const [question, key] of answered) {
    const entry = await entryFor(question);
    if (entry !== key) missed.push(question);
    if (entry !== undefined && entry !== key) misled.push(question);
  }
  for (const question of unanswered) if ((await entryFor(question)) !== undefined) misled.push(question);
  expect(missed.length / answered.length, missed.join(' | ')).toBeLessThan(0.3);
  expect(misled.length / unanswered.length, misled.join(' | ')).toBeLessThan(0.05);
});
