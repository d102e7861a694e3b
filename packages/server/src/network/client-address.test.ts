import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { clientAddress, clientNetwork, parseTrustedProxies } from './client-address.js';

const request = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

describe('clientAddress(request, trusted)', () => {
  it.each([
    ['no proxy trusted', '', '198.51.100.9', '203.0.113.1', '198.51.100.9'],
    ['one trusted proxy', '10.0.0.0/8', '10.1.2.3', '203.0.113.1', '203.0.113.1'],
    ['a forged entry before it', '10.0.0.0/8', '10.1.2.3', '1.1.1.1, 203.0.113.1', '203.0.113.1'],
    ['two trusted proxies', '10.0.0.0/8', '10.1.2.3', '203.0.113.1, 10.9.9.9', '203.0.113.1'],
    ['IPv4 written as IPv6', '10.0.0.0/8', '::ffff:10.1.2.3', '203.0.113.1', '203.0.113.1'],
    ['IPv4 written as IPv6 in figures', '10.0.0.0/8', '::FFFF:0a01:0203', '203.0.113.1', '203.0.113.1'],
    ['a forwarded IPv4 as IPv6', '10.0.0.0/8', '10.1.2.3', '0:0:0:0:0:ffff:cb00:7101', '203.0.113.1'],
    ['IPv6', '::1', '::1', '2001:db8::7', '2001:db8::7'],
    ['words instead of addresses', '10.0.0.0/8', '10.1.2.3', 'unknown', '10.1.2.3'],
    ['no header', '10.0.0.0/8', '10.1.2.3', undefined, '10.1.2.3'],
  ])('with %s', (_case, trusted, peer, forwarded, expected) => {
    expect(clientAddress(request(peer, forwarded), parseTrustedProxies(trusted))).toBe(expected);
  });
});

describe('clientNetwork(request, trusted)', () => {
  const networkOf = (peer: string) => clientNetwork(request(peer), parseTrustedProxies(''));

  it.each([
    ['IPv4', '203.0.113.1', '203.0.113.1'],
    ['IPv4 written as IPv6', '::ffff:203.0.113.1', '203.0.113.1'],
    ['IPv4 written as IPv6 in figures', '::ffff:cb00:7101', '203.0.113.1'],
    ['IPv4 behind a translator', '64:ff9b::203.0.113.1', '203.0.113.1'],
    ['IPv6', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['IPv6 with leading zeros and capitals', '2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['IPv6 shortened within the network', '2001:db8::7', '2001:db8:0:0::/64'],
    ['this machine', '::1', '0:0:0:0::/64'],
    ['a link with a zone', 'fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['a peer that has gone', '', ''],
  ])('counts %s', (_case, peer, expected) => {
    expect(networkOf(peer)).toBe(expected);
  });
});
