/** A product's key as pages write it, text or number; undefined for anything else. */
export const asKey = (value: unknown): string | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;
