/** A random version 4 UUID. `crypto.randomUUID` is missing on pages served by plain HTTP, where this still works. */
export function randomUuid(): string {
  // Each digit gets four random bits. The 8, which names the variant, gets two.
  return '00000000-0000-4000-8000-000000000000'.replace(/[08]/g, (digit) =>
    (+digit | (crypto.getRandomValues(new Uint8Array(1))[0]! & (+digit ? 3 : 15))).toString(16),
  );
}
