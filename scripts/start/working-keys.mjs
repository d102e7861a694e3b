/** The two keys of an account, and what each is called on the command line and on the screen. */
const kinds = [
  { kind: 'publishable', field: 'publishableKey', title: 'page key' },
  { kind: 'secret', field: 'secretKey', title: 'server key' },
];

/**
 * The account with keys that go on: after a rotation those that were kept have ended, or will. A page's key is taken
 * from those in use. A secret one is shown to nobody again, so one is added, once; none that somebody made is ended.
 *
 * @param {{ shop: string, publishableKey: string, secretKey: string }} account
 * @param {(...args: string[]) => Promise<any>} shelfwise runs a command and answers what it printed with `--json`
 * @returns {Promise<{ account: typeof account, notes: string[] } | undefined>} undefined when the shop is gone
 */
export async function withWorkingKeys(account, shelfwise) {
  let held;
  try {
    held = await shelfwise('shop', 'keys', account.shop);
  } catch (error) {
    if (/There is no shop /.test(error.message)) return undefined;
    throw error;
  }
  const inUse = held.filter(({ revokedAt }) => revokedAt === undefined);
  const working = { ...account };
  const notes = [];
  for (const { kind, field, title } of kinds) {
    const kept = account[field];
    const isKept = (key) => (key.key === undefined ? kept.endsWith(key.lastFour) : key.key === kept);
    const ofKind = inUse.filter((key) => key.kind === kind);
    if (ofKind.some(isKept)) continue;
    const newest = ofKind.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0]?.key;
    working[field] = newest ?? (await shelfwise('shop', 'add-key', account.shop, '--kind', kind)).key;
    const how =
      newest === undefined ? 'This start made itself another' : 'This start uses the one made since';
    notes.push(
      `The ${title} of the shop "${account.shop}" was rotated. ${how}: ${working[field].slice(0, 3)}…${working[field].slice(-4)}.`,
    );
  }
  return { account: working, notes };
}
