import type { Consent } from '@shelfwise/core/wire';
import type { Id, VisitorDocument } from '../port/documents.js';
import { hasSameContent } from './has-same-content.js';
import { newId } from './new-id.js';

/** What the repositories of both engines do to visitor documents. */

/** `lastSeen` is written at most this often, so that browsing does not rewrite the visitor with every event. */
const seenEveryMs = 60_000;

/** Whether a visit brings nothing that would have to be written. */
export const isCurrent = (
  visitor: VisitorDocument,
  consent: Consent,
  seenAt: Date,
  customerKey: string | undefined,
): boolean =>
  hasSameContent(visitor.consent, consent) &&
  (customerKey === undefined || visitor.customerKey === customerKey) &&
  seenAt.getTime() - visitor.lastSeen.getTime() < seenEveryMs;

const prefix = 'customer:';

/** Under which key a customer stands among the visitors. */
export const visitorKeysOf = (customerKeys: readonly string[]): string[] =>
  [...new Set(customerKeys)].map((customer) => prefix + customer);

/** Documents for the customers who are not known yet. */
export function newCustomers(
  shopId: Id,
  visitorKeys: readonly string[],
  known: ReadonlyMap<string, Id>,
  seenAt: Date,
): VisitorDocument[] {
  return visitorKeys
    .filter((key) => !known.has(key))
    .map((key) => ({
      id: newId(),
      shopId,
      key,
      customerKey: key.slice(prefix.length),
      consent: { analytics: true, personalization: true, functionality: false },
      firstSeen: seenAt,
      lastSeen: seenAt,
    }));
}

/** From customer key to id, of customers known before and made now. */
export const idsByCustomer = (
  known: ReadonlyMap<string, Id>,
  made: readonly VisitorDocument[],
): Map<string, Id> =>
  new Map(
    [...known, ...made.map(({ key, id }) => [key, id] as const)].map(([key, id]) => [
      key.slice(prefix.length),
      id,
    ]),
  );
