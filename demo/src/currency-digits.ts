/**
 * How many digits of a currency's amounts are its smallest coins, after ISO 4217, as Shelfwise's API counts them. Not what
 * `Intl` tells: that is how people write an amount, and changes from one version of Node to the next.
 */
export function currencyDigits(currency: string): number {
  return [0, 3, 4].find((digits) => others[digits]!.includes(currency)) ?? 2;
}

const others: Record<number, string[]> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '),
  3: 'BHD IQD JOD KWD LYD OMR TND'.split(' '),
  4: 'CLF UYW'.split(' '),
};
