import type { VisitorClaim } from '@shelfwise/core/wire';
import { pageContext } from './page-context.js';

/** Who is looking, as a request tells it; parts that are not known or not agreed to are absent. */
export function visitorClaim(): VisitorClaim {
  const { visitor, token, consent } = pageContext().state;
  return { ...(visitor !== undefined && { key: visitor }), ...(token !== undefined && { token }), consent };
}
