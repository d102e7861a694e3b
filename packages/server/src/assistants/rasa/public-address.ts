import { lookup as resolve, type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Keeps calls to addresses that shops give out of the server's own network: loopback, private, link-local (cloud
 * metadata), shared and multicast ranges (RFC 6890). The check stands at the connection, after the name was resolved, so a
 * name that changes its answer gains nothing.
 */
const internal = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  internal.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  // IPv4 inside IPv6, by translation: what is behind it cannot be told.
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  internal.addSubnet(network, prefix, 'ipv6');
}

export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/^::ffff:(?=\d+\.)/i, '');
  const version = isIP(bare);
  // A mapped IPv4 address in hexadecimal has no honest use.
  if (version === 0 || /^::ffff:/i.test(bare)) return false;
  return !internal.check(bare, version === 6 ? 'ipv6' : 'ipv4');
}

/** An address written as numbers is not looked up, so it is checked by itself. */
export function isInternalLiteral(url: string): boolean {
  const { hostname } = new URL(url);
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) !== 0 && !isPublicAddress(bare);
}

const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, []);
    const allowed = addresses.filter(({ address }) => isPublicAddress(address));
    if (allowed.length === 0)
      return callback(new Error('The address is inside the network of this server.'), []);
    if (options.all) return callback(null, allowed);
    callback(null, allowed[0]!.address, allowed[0]!.family);
  });
};

/** For `axios`: agents that connect to public addresses only. */
export const publicOnlyAgents = {
  httpAgent: new http.Agent({ keepAlive: true, lookup: publicLookup }),
  httpsAgent: new https.Agent({ keepAlive: true, lookup: publicLookup }),
};
