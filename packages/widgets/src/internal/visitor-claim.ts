import type { VisitorClaim } from '@shelfwise/core/wire';
import { pageContext } from './page-context.js';

/** The visitor as a request names them. Parts that are unknown or without consent are left out. */
export function visitorClaim(): VisitorClaim {
  const { visitor, token, consent } = pageContext().state;
  return { ...(visitor !== undefined && { key: visitor }), ...(token !== undefined && { token }), consent };
}
