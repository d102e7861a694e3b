import { z } from 'zod';
import { isServerUrl } from './primitives.js';

/** Characters: a service account's key, the longest that an engine asks for, has about 2,300. */
export const maxAssistantSecret = 8_000;

/** Write-only: never returned. Empty removes it. */
const secret = z
  .string()
  .max(maxAssistantSecret)
  .refine((value) => value === '' || value.length >= 16, 'must have at least 16 characters')
  .optional();

const serverUrl = z
  .string()
  .max(500)
  .refine(isServerUrl, 'must be an http(s) address without user name, password, query and fragment');

/** Which chat engine answers for a shop, with what that engine needs. A new engine is one more entry. */
export const assistantSettings = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('embedded') }),
  z.object({
    kind: z.literal('rasa'),
    /** When absent, the Rasa server that the operator of Shelfwise runs. */
    url: serverUrl.optional(),
    secret,
  }),
]);
export type AssistantSettings = z.infer<typeof assistantSettings>;
export type AssistantKind = AssistantSettings['kind'];
