/** The names by which a machine calls itself. */
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The origins under which this server shows pages of its own, such as the owner's area: that of its public address
 * and, for an address on this machine, the same port under each name of the machine.
 */
export function ownOrigins(publicUrl: string): ReadonlySet<string> {
  const { origin, protocol, hostname, port } = new URL(publicUrl);
  if (!loopbackHosts.includes(hostname)) return new Set([origin]);
  return new Set(loopbackHosts.map((host) => `${protocol}//${host}${port && `:${port}`}`));
}
