/** A random version 4 UUID. `crypto.randomUUID` is missing on pages served by plain HTTP, where this still works. */
export function randomUuid(): string {
  const form = 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx';
  const bytes = crypto.getRandomValues(new Uint8Array(form.length));
  return form.replace(/[xy]/g, (digit, at: number) =>
    (digit === 'x' ? bytes[at]! & 15 : (bytes[at]! & 3) | 8).toString(16),
  );
}
