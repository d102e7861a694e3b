/** A random version 4 UUID. `crypto.randomUUID` is missing on pages served by plain HTTP, where this still works. */
export function randomUuid(): string {
  const form = '00000000-0000-4000-8000-000000000000';
  const bytes = crypto.getRandomValues(new Uint8Array(form.length));
  // Four bits a digit, but two where the 8 says which variant it is.
  return form.replace(/[08]/g, (digit, at: number) =>
    (Number(digit) | (bytes[at]! & (digit === '8' ? 3 : 15))).toString(16),
  );
}
