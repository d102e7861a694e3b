export const currency = process.env.DEMO_CURRENCY ?? 'GBP';
const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency });
const perUnit = 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);

/** Pence, or whatever the currency's smallest coin is, as a shopper reads them. */
export function money(pence: number): string {
  return format.format(pence / perUnit);
}

export const shippingPence = 395;
export const freeShippingFromPence = 4000;

export function shippingFor(goodsPence: number): number {
  return goodsPence === 0 || goodsPence >= freeShippingFromPence ? 0 : shippingPence;
}
