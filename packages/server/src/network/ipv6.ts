/** The eight groups of a valid IPv6 address in hexadecimal, lower case, without leading zeros or a zone. */
export function ipv6Groups(address: string): string[] {
  const { hostname } = new URL(`http://[${address.split('%')[0]}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const before = head === '' ? [] : head.split(':');
  if (tail === undefined) return before;
  const after = tail === '' ? [] : tail.split(':');
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
}

/** RFC 4291: how a socket of both versions names an IPv4 peer. */
export const mappedPrefix = '0:0:0:0:0:ffff';
/** RFC 6052: how a translator does. It puts all of IPv4 into one /64. */
export const translatedPrefix = '64:ff9b:0:0:0:0';

/** The IPv4 address in the last two groups, when the others are the prefix. */
export function embeddedIpv4(groups: readonly string[], prefix: string): string | undefined {
  if (groups.slice(0, 6).join(':') !== prefix) return undefined;
  return groups
    .slice(6)
    .flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255])
    .join('.');
}
