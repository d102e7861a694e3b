import { BlockList, isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';
import { embeddedIpv4, ipv6Groups, mappedPrefix, translatedPrefix } from './ipv6.js';

/** `10.0.0.0/8, ::1` → the addresses whose `X-Forwarded-For` is believed. Throws on what is no address. */
export function parseTrustedProxies(list: string): BlockList {
  const trusted = new BlockList();
  for (const entry of list.split(',').map((part) => part.trim())) {
    if (entry === '') continue;
    const [address, prefix] = entry.split('/');
    const version = isIP(address!);
    const bits = version === 6 ? 128 : 32;
    const length = prefix === undefined ? bits : Number(prefix);
    if (version === 0 || !Number.isInteger(length) || length < 0 || length > bits) {
      throw new Error(`must be addresses or networks such as 10.0.0.0/8, separated by commas`);
    }
    trusted.addSubnet(address!, length, version === 6 ? 'ipv6' : 'ipv4');
  }
  return trusted;
}

/** An IPv4 address as such, however it was written. */
function unmapped(address: string): string {
  return isIP(address) === 6 ? (embeddedIpv4(ipv6Groups(address), mappedPrefix) ?? address) : address;
}

/**
 * Who really asks: the peer, or behind trusted proxies the last address of `X-Forwarded-For` that is none of them.
 * What stands left of it was written by the caller and proves nothing.
 */
export function clientAddress(request: IncomingMessage, trusted: BlockList): string {
  let address = unmapped(request.socket.remoteAddress ?? '');
  const isTrusted = (candidate: string) =>
    isIP(candidate) !== 0 && trusted.check(candidate, isIP(candidate) === 6 ? 'ipv6' : 'ipv4');
  if (!isTrusted(address)) return address;
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
  while (isTrusted(address) && forwarded.length > 0) {
    const next = unmapped(forwarded.pop()!.trim());
    if (isIP(next) === 0) break;
    address = next;
  }
  return address;
}

/**
 * Whom to count who asks as: an IPv4 address, or the /64 of an IPv6 address. Every subscriber holds a whole /64 at
 * least, so one of them could call from 2^64 addresses.
 */
export function clientNetwork(request: IncomingMessage, trusted: BlockList): string {
  const address = clientAddress(request, trusted);
  if (isIP(address) !== 6) return address;
  const groups = ipv6Groups(address);
  return embeddedIpv4(groups, translatedPrefix) ?? `${groups.slice(0, 4).join(':')}::/64`;
}
