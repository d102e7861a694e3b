import type { ShopDocument } from '../../../stores/port/documents.js';

/** Whether two names or codes mean one country: "UK", "Great Britain" and "United Kingdom" do. */
export function sameCountry(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

/** All names of this country, in lower case. */
export function namesOf(country: string): string[] {
  const name = plain(country);
  return [name, ...Object.keys(sameNames).filter((other) => sameNames[other] === name)];
}

/** Whether this is the shop's own country, which its facts about delivery hold for. */
export function isHome(shop: ShopDocument, country: string): boolean {
  const home = homeOf(shop);
  return home !== undefined && sameCountry(home, country);
}

/**
 * The shop's own country: the one in its locale ("en-GB"), else the one of its currency, whose code begins
 * with the country's code (ISO 4217) unless several countries use it (EUR, XOF), else the main country of its
 * language. English has no main country.
 */
export function homeOf({ settings }: ShopDocument): string | undefined {
  const locale = new Intl.Locale(settings.locale);
  const ofMoney = settings.currency.slice(0, 2);
  const region =
    locale.region ??
    (/^(?:EU|X.)$/.test(ofMoney) ? undefined : ofMoney) ??
    (locale.language === 'en' ? undefined : locale.maximize().region);
  return region === undefined ? undefined : regionNames.of(region);
}

const regionNames = new Intl.DisplayNames('en', { type: 'region' });

/** A country's name with its capitals: shoppers write "germany" and "uk". */
export function countryName(country: string): string {
  if (country !== country.toLowerCase()) return country;
  if (country.length <= 3) return country.toUpperCase();
  return country.replace(/\p{L}+/gu, (word) =>
    word === 'of' || word === 'and' ? word : word[0]!.toUpperCase() + word.slice(1),
  );
}

function plain(name: string): string {
  const lower = name
    .toLowerCase()
    .replace(/^the\s+/, '')
    .trim();
  return sameNames[lower] ?? lower;
}

const sameNames: Record<string, string> = {
  uk: 'united kingdom',
  gb: 'united kingdom',
  'great britain': 'united kingdom',
  britain: 'united kingdom',
  england: 'united kingdom',
  scotland: 'united kingdom',
  wales: 'united kingdom',
  'northern ireland': 'united kingdom',
  us: 'united states',
  usa: 'united states',
  america: 'united states',
  'united states of america': 'united states',
  eire: 'ireland',
  'republic of ireland': 'ireland',
  holland: 'netherlands',
};
