import type { Id, VisitorDocument } from '../stores/port/documents.js';
import type { VisitorRepository } from '../stores/port/store.js';
import { visitorKeysOf } from '../stores/shared/visitor-changes.js';

/**
 * The stored visitor that a page's claim leads to: the customer whom a token proved, else the owner of the
 * browser's key. A key that was merged into a customer leads to nobody, because whoever has the key alone
 * need not be that customer.
 */
export async function findClaimedVisitor(
  visitors: Pick<VisitorRepository, 'findByKey'>,
  shopId: Id,
  { customer, key }: { customer: string | undefined; key: string | undefined },
): Promise<VisitorDocument | null> {
  if (customer !== undefined) return visitors.findByKey(shopId, visitorKeysOf([customer])[0]!);
  const visitor = key === undefined ? null : await visitors.findByKey(shopId, key);
  return visitor?.customerKey === undefined ? visitor : null;
}
