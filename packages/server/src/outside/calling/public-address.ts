import { lookup as resolve, type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** All IPv6 addresses that are assigned for global use (IANA, "IPv6 address space"). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address, written as numbers, can be reached from everywhere. The ranges are those of the IANA
 * registries of special-purpose addresses (RFC 6890): private, shared, local, reserved, multicast, and every
 * range that carries another address inside it, because the final destination of such a packet is unknown.
 */
export function isPublicAddress(address: string): boolean {
  const bare = withoutBrackets(address);
  // A zone ("fe80::1%eth0") belongs to a link of this machine.
  if (isIP(bare) === 0 || bare.includes('%')) return false;
  // An IPv4 address that is mapped into IPv6 counts as itself.
  const parsed = ipaddr.process(bare);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast);
}

/** Whether a URL names an address inside this network by numbers; such an address is never looked up. */
export function isInternalLiteral(url: string): boolean {
  const bare = withoutBrackets(new URL(url).hostname);
  return isIP(bare) !== 0 && !isPublicAddress(bare);
}

/**
 * For `axios`: agents that connect to public addresses only, for addresses that shops give. They check the
 * address after the name was resolved, at the connection, so that a name cannot pass the check and then
 * change its address.
 */
export const publicOnlyAgents = {
  httpAgent: new http.Agent({ keepAlive: true, lookup: lookUpPublic }),
  httpsAgent: new https.Agent({ keepAlive: true, lookup: lookUpPublic }),
};

function lookUpPublic(...[hostname, options, callback]: Parameters<LookupFunction>): void {
  resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, []);
    const allowed = addresses.filter(({ address }) => isPublicAddress(address));
    if (allowed.length === 0) return callback(internalAddress(), []);
    if (options.all) return callback(null, allowed);
    callback(null, allowed[0]!.address, allowed[0]!.family);
  });
}

const internalAddress = () =>
  Object.assign(new Error('The address is inside the network of this server.'), {
    code: 'ERR_INTERNAL_ADDRESS',
  });

const withoutBrackets = (host: string) => host.replace(/^\[|\]$/g, '');
