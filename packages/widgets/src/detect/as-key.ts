/** A product's or an order's key as pages write it, text or number; undefined for anything else. */
export const asKey = (value: unknown): string | undefined =>
  Number.isFinite(value) ? String(value) : (typeof value === 'string' && value) || undefined;
