import { z } from 'zod';
import { key, text } from './primitives.js';

/** Questions and answers that the owner writes for the chat. */

export const faqInput = z.object({
  key,
  question: text(500).refine((value) => value.length > 0, 'must not be empty'),
  /** Other wordings of the question. */
  variations: z.array(text(500)).max(50).default([]),
  answer: text(5000).refine((value) => value.length > 0, 'must not be empty'),
  url: z.url().max(2000).optional(),
});
export type FaqInput = z.infer<typeof faqInput>;
export const faqBatch = z.object({ entries: z.array(z.unknown()).min(1).max(500) });
