import type { Consent } from '@shelfwise/core/wire';
import { randomUuid } from '../internal/random-name.js';
import { localStore as local, visitStorage as visit, type SafeStorage } from '../internal/safe-storage.js';

/**
 * The identity of the visitor, as far as they have consented. Consent to analytics allows a visitor key and a
 * session name. Consent to personalization allows the products of this visit. Without consent nothing is
 * stored, and earlier values are removed.
 */
export interface Identity {
  visitor: string | undefined;
  session: string | undefined;
  recent: string[];
}

export const visitorName = 'shelfwise.visitor';
const names = { session: 'shelfwise.session', recent: 'shelfwise.recent' };

export function identify({ analytics, personalization }: Consent): Identity {
  if (!personalization) visit.remove(names.recent);
  return {
    visitor: remembered(local, visitorName, analytics),
    session: remembered(visit, names.session, analytics),
    recent: personalization ? readRecent() : [],
  };
}

/** The maximum number of products in a request. */
const maxRecent = 50;

/** Adds a product to the end of the visit's products. */
export function remember(recent: string[], product: string, consent: Consent): string[] {
  if (!consent.personalization) return [];
  const next = [...recent.filter((other) => other !== product), product].slice(-maxRecent);
  visit.write(names.recent, JSON.stringify(next));
  return next;
}

function remembered(storage: SafeStorage, name: string, isAllowed: boolean): string | undefined {
  if (!isAllowed) return void storage.remove(name);
  const known = storage.read(name) ?? '';
  if (/^[\w-]{16,64}$/.test(known)) return known;
  const made = randomUuid();
  storage.write(name, made);
  return made;
}

function readRecent(): string[] {
  try {
    return (JSON.parse(visit.read(names.recent)!) as unknown[]).map(String).slice(-maxRecent);
  } catch {
    // Nothing is stored, or the value is not a list.
    return [];
  }
}
