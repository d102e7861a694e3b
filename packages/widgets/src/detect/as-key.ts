/**
 * The key of a product or an order, which a page may write as a text or a number. Undefined for other values.
 */
export const asKey = (value: unknown): string | undefined =>
  Number.isFinite(value) ? String(value) : (typeof value === 'string' && value) || undefined;
