import type { ShopDocument } from '../../../stores/port/documents.js';

/** Countries by name or code: "UK", "Great Britain" and "United Kingdom" are one. */
export function sameCountry(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

/** Every way in which this country may be written, in lower case. */
export function namesOf(country: string): string[] {
  const name = plain(country);
  return [name, ...Object.keys(sameNames).filter((other) => sameNames[other] === name)];
}

/** What the shop's facts say of delivery is said of its own country. */
export function isHome(shop: ShopDocument, country: string): boolean {
  const home = homeOf(shop);
  return home !== undefined && sameCountry(home, country);
}

/**
 * The country that the shop's language settings name ("en-GB"), else the one whose money it takes: a currency's code
 * begins with its country's (ISO 4217), but for those of several countries (EUR, XOF). Then a language that is at home
 * in one country more than in others tells it; English does not.
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

/** "we deliver to the Netherlands", but "to France". */
export function withArticle(country: string): string {
  return /^(?:united|netherlands|uk$|usa?$|channel islands|isle |philippines|czech republic)/i.test(country)
    ? `the ${properName(country)}`
    : properName(country);
}

/** As it is written on a map: shoppers write "germany" and "uk". */
function properName(country: string): string {
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
