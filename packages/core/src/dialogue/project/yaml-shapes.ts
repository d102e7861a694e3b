/** Reading loosely typed YAML: each answers what is wanted or an empty value, never throws. */

export type YamlMap = Record<string, unknown>;

export function asMap(value: unknown): YamlMap {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as YamlMap) : {};
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A YAML list, or one thing standing for a list of one. */
export function asTexts(value: unknown): string[] {
  const items = Array.isArray(value) ? (value as unknown[]) : [value];
  return items.map(asText).filter((item) => item !== undefined);
}
