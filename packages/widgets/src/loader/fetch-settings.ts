import type { PageSettings } from '@shelfwise/core/wire';

const maxAttempts = 4;
const firstDelayMs = 2000;

/** The shop's settings for a page; asked for again a few times, then given up: the page works without us. */
export async function fetchSettings(
  server: string,
  key: string,
  attempt = 1,
): Promise<PageSettings | undefined> {
  try {
    const response = await fetch(`${server}/v1/settings?key=${encodeURIComponent(key)}`, {
      credentials: 'omit',
    });
    if (response.ok) return (await response.json()) as PageSettings;
    // A wrong key or origin stays wrong.
    if (response.status < 500 && response.status !== 429) return undefined;
  } catch {
    // No connection: try again below.
  }
  if (attempt >= maxAttempts) return undefined;
  const delayMs = firstDelayMs * 2 ** (attempt - 1) * (0.5 + Math.random());
  await new Promise((resume) => setTimeout(resume, delayMs));
  return fetchSettings(server, key, attempt + 1);
}
