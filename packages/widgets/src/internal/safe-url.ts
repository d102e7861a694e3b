/**
 * Returns an address that is safe in a link: http(s) or relative. Others, such as `javascript:`, are dropped.
 */
export function safeUrl(
  address: string | undefined,
  schemes: string[] = ['http:', 'https:'],
): string | undefined {
  if (address === undefined) return undefined;
  try {
    return schemes.includes(new URL(address, document.baseURI).protocol) ? address : undefined;
  } catch {
    return undefined;
  }
}
