/**
 * Which lines of the data are products. A product code begins with five digits; whatever follows names a variant.
 * Postage (POST, DOT, C2), fees (AMAZONFEE, BANK CHARGES), samples (S), discounts (D), manual entries (M), gift
 * vouchers (gift_0001_…) and test codes (TEST001) do not, and fall out by this rule alone.
 */
const productCode = /^\d{5}/;

/** Codes of one product are written in both cases (84997A, 84997a) and once with a trailing space. */
export function foldCode(code: string): string {
  return code.trim().toUpperCase();
}

export function isProductCode(code: string): boolean {
  return productCode.test(code);
}

/**
 * A few five-digit codes carry a note of the warehouse where the title should be ("damages", "thrown away",
 * "High Resolution Image"), or name a service. They were never for sale.
 */
const warehouseNote =
  /^\?|\b(damaged?|damages|lost|found by|adjustment|thrown away|given away|rex use|high resolution image|carriage|packing charge|gift voucher|sold as)\b/i;

export function isProductTitle(title: string): boolean {
  return /[a-z]{3}/i.test(title) && !warehouseNote.test(title);
}
