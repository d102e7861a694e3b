/**
 * Number of digits of an amount that are minor units (ISO 4217). This is a table of our own, because `Intl` knows
 * how people write an amount. That differs for a dozen currencies (Hungary writes no fillér) and between versions
 * of ICU, so server and browser could differ by a factor of a hundred. It imports nothing, because pages load it.
 */
export function fractionDigits(currency: string): 0 | 2 | 3 | 4 {
  if (/BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|X[AOP]F/.test(currency)) return 0;
  if (/BHD|IQD|JOD|KWD|LYD|OMR|TND/.test(currency)) return 3;
  return /CLF|UYW/.test(currency) ? 4 : 2;
}

/** Minor units in one whole unit: 100 for pounds, 1 for yen. */
export const minorUnits = (currency: string): number => 10 ** fractionDigits(currency);

/** Options for `Intl.NumberFormat`: whole units with all their minor units, the same on every platform. */
export function moneyFormat(currency: string): Intl.NumberFormatOptions {
  const digits = fractionDigits(currency);
  return { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits };
}
