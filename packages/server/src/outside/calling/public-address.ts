import { lookup as resolve, type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Keeps calls to addresses that shops give out of the server's own network. The check stands at the connection, after the
 * name was resolved, so a name that changes its answer gains nothing.
 *
 * What is no public address follows the IANA registries of special-purpose addresses (RFC 6890): whatever is not globally
 * reachable there, multicast, and every range that carries another address inside it, because where such a packet
 * ends cannot be told.
 */
const internal = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // shared by a provider's customers
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local: cloud metadata
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // relays of 6to4
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 3], // multicast, reserved, broadcast
] as const) {
  internal.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['2001::', 23], // protocol assignments; among them 2001::/32, Teredo: IPv4 inside
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4: IPv4 inside
  ['3fff::', 20], // documentation
] as const) {
  internal.addSubnet(network, prefix, 'ipv6');
}
/**
 * All that is assigned for global use (IANA, "IPv6 address space"). Outside lie loopback, ::/96 and 64:ff9b::/96 with
 * IPv4 inside, 64:ff9b:1::/48, fc00::/7, fe80::/10, fec0::/10 and ff00::/8.
 */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/^::ffff:(?=\d+\.)/i, '');
  // A zone ("fe80::1%eth0") belongs to a link of this machine.
  if (bare.includes('%')) return false;
  switch (isIP(bare)) {
    case 4:
      return !internal.check(bare, 'ipv4');
    case 6:
      return globalUnicast.check(bare, 'ipv6') && !internal.check(bare, 'ipv6');
    default:
      return false;
  }
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
