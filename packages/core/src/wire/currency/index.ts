/**
 * How many digits of a currency's amounts are minor units (ISO 4217). A table of our own: `Intl` knows how people write an
 * amount, which differs for a dozen currencies (no fillér in Hungary) and from one version of ICU to the next, so that
 * server and browser would be apart by a factor of a hundred. Imports nothing: pages load it too.
 */
export function fractionDigits(currency: string): 0 | 2 | 3 | 4 {
  if (/BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|X[AOP]F/.test(currency)) return 0;
  if (/BHD|IQD|JOD|KWD|LYD|OMR|TND/.test(currency)) return 3;
  return /CLF|UYW/.test(currency) ? 4 : 2;
}

/** Minor units in one whole unit: 100 for pounds, 1 for yen. */
export const minorUnits = (currency: string): number => 10 ** fractionDigits(currency);

/** For `Intl.NumberFormat`: whole units with all their minor units, alike wherever it runs. */
export function moneyFormat(currency: string): Intl.NumberFormatOptions {
  const digits = fractionDigits(currency);
  return { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits };
}
