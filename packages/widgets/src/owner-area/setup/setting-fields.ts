import type { ShopSettings } from '@shelfwise/core/wire';
import { minorUnits } from '@shelfwise/core/wire/currency';

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
  max?: number;
}

/** A value as its field shows it. A percentage keeps a tenth, which is as fine as the field. */
export function toTyped(field: SettingField, settings: ShopSettings): string {
  const value = valueAt(settings, field.path);
  if (value === undefined) return '';
  if (field.kind === 'percent') return String(Math.round(Number(value) * 1000) / 10);
  if (field.kind === 'money') return String(Number(value) / minorUnits(settings.currency));
  if (field.kind === 'lines') return (value as string[]).join('\n');
  return String(value);
}

/** What is wrong with the typed text; nothing when it is good. The server checks the rest. */
export function faultOf(field: SettingField, typed: string): string | undefined {
  if (typed.trim() === '') return field.required ? 'This is needed.' : undefined;
  if (!['number', 'integer', 'percent', 'money'].includes(field.kind)) return undefined;
  const value = Number(typed);
  const min = field.min ?? 0;
  const max = field.max ?? 1_000_000;
  if (Number.isNaN(value) || value < min || value > max) return `A number from ${min} to ${max}.`;
  if (field.kind === 'integer' && !Number.isInteger(value)) return 'A whole number.';
  return undefined;
}

/** The settings' top-level parts that the typed texts change: what `PATCH /v1/shop` takes. */
export function changedParts(
  fields: readonly SettingField[],
  settings: ShopSettings,
  typed: Readonly<Record<string, string>>,
): Partial<ShopSettings> {
  const next = structuredClone(settings);
  for (const field of fields) {
    const text = typed[field.path];
    if (text !== undefined) setAt(next, field.path, fromTyped(field, text, settings.currency));
  }
  const parts = new Set(fields.map((field) => field.path.split('.')[0] as keyof ShopSettings));
  const changed = [...parts].filter((part) => JSON.stringify(next[part]) !== JSON.stringify(settings[part]));
  return Object.fromEntries(changed.map((part) => [part, next[part]]));
}

function fromTyped(field: SettingField, typed: string, currency: string): unknown {
  const text = typed.trim();
  if (field.kind === 'checkbox') return text === 'true';
  if (field.kind === 'lines') {
    const lines = text.split('\n').map((line) => line.trim());
    return lines.filter((line) => line !== '');
  }
  if (text === '') return field.required ? '' : undefined;
  if (field.kind === 'percent') return Math.round(Number(text) * 10) / 1000;
  if (field.kind === 'money') return Math.round(Number(text) * minorUnits(currency));
  return field.kind === 'number' || field.kind === 'integer' ? Number(text) : text;
}

type SettingValue = string | number | boolean | string[];

function valueAt(settings: ShopSettings, path: string): SettingValue | undefined {
  let part: unknown = settings;
  for (const name of path.split('.')) part = (part as Record<string, unknown> | undefined)?.[name];
  return part as SettingValue | undefined;
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
