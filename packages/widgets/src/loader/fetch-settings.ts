import type { PageSettings } from '@shelfwise/core/wire';
import { isTemporary } from './is-temporary.js';

const firstDelayMs = 2000;
const maxDelayMs = 16_000;

/** The shop's settings for a page; asked for again a few times, then given up: the page works without us. */
export async function fetchSettings(server: string, key: string): Promise<PageSettings | undefined> {
  for (let delayMs = firstDelayMs; ; delayMs *= 2) {
    try {
      const response = await fetch(`${server}/v1/settings?key=${key}`, {
        credentials: 'omit',
      });
      if (response.ok) return (await response.json()) as PageSettings;
      // A wrong key or origin stays wrong.
      if (!isTemporary(response.status)) return undefined;
    } catch {
      // No connection: try again below.
    }
    if (delayMs >= maxDelayMs) return undefined;
    await new Promise((resume) => setTimeout(resume, delayMs * (0.5 + Math.random())));
  }
}
