import type { ShopSettings } from '@shelfwise/core/wire';
import { minorUnits } from '@shelfwise/core/wire/currency';
import { readNumber } from './read-number.js';

/** One setting as a field of a form: where it is kept, how it reads, and how typed text becomes its value. */
export interface SettingField {
  /** Place in the settings, parts joined by dots. */
  path: string;
  label: string;
  hint?: string;
  kind:
    | 'text'
    | 'long-text'
    | 'email'
    | 'url'
    | 'secret'
    | 'number'
    | 'integer'
    | 'percent'
    | 'money'
    | 'lines'
    | 'checkbox'
    | 'choice';
  choices?: { value: string; label: string }[];
  required?: boolean;
  min?: number;
  /** Of a number; of a text its characters, of lines how many. */
  max?: number;
  /** Path of a field whose value this one must reach, and what to say when it does not. */
  atLeast?: { path: string; fault: string };
  /** What to say when the server does not take the value: its own words are for programs. */
  refused?: string;
}

export type SettingValue = string | number | boolean | string[];
/** Settings by path; what is not set is undefined. */
export type SettingValues = Record<string, SettingValue | undefined>;
export type Typed = Readonly<Record<string, string>>;

const numeric: readonly SettingField['kind'][] = ['number', 'integer', 'percent', 'money'];

/** A value as its field shows it. A percentage keeps a tenth, which is as fine as the field. */
export function toTyped(field: SettingField, settings: ShopSettings): string {
  const value = valueAt(settings, field.path);
  if (value === undefined) return '';
  if (field.kind === 'percent') return String(Math.round(Number(value) * 1000) / 10);
  if (field.kind === 'money') return String(Number(value) / minorUnits(settings.currency));
  if (field.kind === 'lines') return (value as string[]).join('\n');
  return String(value);
}

/** What is wrong with the typed texts, by path; nothing where they are good. The server checks the rest. */
export function faultsOf(
  fields: readonly SettingField[],
  settings: ShopSettings,
  typed: Typed,
): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const field of fields) {
    const text = typed[field.path];
    const fault = text === undefined ? undefined : faultOf(field, text, settings.locale);
    if (fault) faults[field.path] = fault;
  }
  for (const { path, atLeast } of fields) {
    if (!atLeast || (typed[path] ?? typed[atLeast.path]) === undefined) continue;
    if (faults[path] ?? faults[atLeast.path]) continue;
    const next = valuesOf(fields, settings, typed);
    const [value, least] = [path, atLeast.path].map((each) =>
      each in next ? next[each] : valueAt(settings, each),
    );
    if (value !== undefined && least !== undefined && value < least) faults[path] = atLeast.fault;
  }
  return faults;
}

function faultOf(field: SettingField, typed: string, locale: string): string | undefined {
  const { kind, min = 0 } = field;
  if (typed.trim() === '') return field.required ? 'This is needed.' : undefined;
  if (kind === 'lines') {
    const count = linesOf(typed).length;
    return field.max !== undefined && count > field.max ? `At most ${field.max} lines.` : undefined;
  }
  if (!numeric.includes(kind)) {
    return field.max !== undefined && typed.trim().length > field.max
      ? `At most ${field.max} characters.`
      : undefined;
  }
  const value = readNumber(typed, locale);
  const max = field.max ?? 1_000_000;
  if (Number.isNaN(value) || value < min || value > max) return `A number from ${min} to ${max}.`;
  if (kind === 'integer' && !Number.isInteger(value)) return 'A whole number.';
  return undefined;
}

/** The values that the typed texts mean, of those fields that were typed in. */
export function valuesOf(
  fields: readonly SettingField[],
  { locale, currency }: ShopSettings,
  typed: Typed,
): SettingValues {
  const values: SettingValues = {};
  for (const field of fields) {
    const text = typed[field.path];
    if (text !== undefined) values[field.path] = fromTyped(field, text, locale, currency);
  }
  return values;
}

/** The settings' top-level parts that the values change: what `PATCH /v1/shop` takes. */
export function changedParts(settings: ShopSettings, values: SettingValues): Partial<ShopSettings> {
  const next = structuredClone(settings);
  for (const [path, value] of Object.entries(values)) {
    if (!isSame(value, valueAt(settings, path))) setAt(next, path, value);
  }
  const parts = new Set(Object.keys(values).map((path) => path.split('.')[0] as keyof ShopSettings));
  const changed = [...parts].filter((part) => !isSame(next[part], settings[part]));
  return Object.fromEntries(changed.map((part) => [part, next[part]]));
}

function fromTyped(
  field: SettingField,
  typed: string,
  locale: string,
  currency: string,
): SettingValue | undefined {
  const text = typed.trim();
  if (field.kind === 'checkbox') return text === 'true';
  if (field.kind === 'lines') return linesOf(text);
  if (text === '') return field.required ? '' : undefined;
  if (!numeric.includes(field.kind)) return text;
  const value = readNumber(text, locale);
  if (field.kind === 'percent') return Math.round(value * 10) / 1000;
  return field.kind === 'money' ? Math.round(value * minorUnits(currency)) : value;
}

function linesOf(typed: string): string[] {
  const lines = typed.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '');
}

export function valueAt(settings: ShopSettings, path: string): SettingValue | undefined {
  let part: unknown = settings;
  for (const name of path.split('.')) part = (part as Record<string, unknown> | undefined)?.[name];
  return part as SettingValue | undefined;
}

/** What is absent and what is there but empty is the same to whoever reads it. */
export function isSame(a: unknown, b: unknown): boolean {
  const plain = (value: unknown) =>
    value === '' || (Array.isArray(value) && value.length === 0) ? undefined : value;
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

/** What is not known is absent: an emptied field leaves no key behind. */
function setAt(settings: ShopSettings, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop()!;
  let part = settings as unknown as Record<string, unknown>;
  for (const name of names) part = (part[name] ??= {}) as Record<string, unknown>;
  if (value === undefined) delete part[last];
  else part[last] = value;
}
