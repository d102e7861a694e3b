/** An address that may stand in a link: http(s) or relative. Anything else, `javascript:` above all, is no link. */
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
