import type { PageContext } from '../internal/page-context.js';
import { isForEverybody, rowAddress } from '../internal/row-address.js';

/**
 * Requests a row's products while its module is loading. Only rows whose products are the same for every
 * visitor are requested here, because they need neither consent nor the shop's settings. The row finds the
 * response under its address.
 */
export function askAhead({ state, answers }: PageContext, row: Element): void {
  const valueOf = (name: string, otherwise = '') => row.getAttribute(name) ?? otherwise;
  const ask = {
    placement: valueOf('placement', 'for-you'),
    product: valueOf('product', state.product),
    category: valueOf('category'),
    limit: Number(valueOf('limit')) || 8,
  };
  // The page's product may not be known yet.
  if (!isForEverybody(ask, state) || !(ask.product || state.detected)) return;
  const address = rowAddress(state, ask);
  answers[address] ??= fetch(address, { credentials: 'omit' }).catch(() => undefined);
}
