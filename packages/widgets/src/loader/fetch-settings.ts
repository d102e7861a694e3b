import type { PageSettings } from '@shelfwise/core/wire';
import { isTemporary } from './is-temporary.js';

const firstDelayMs = 2000;
const maxDelayMs = 16_000;

/**
 * Fetches the shop's settings for a page, with a few attempts. After the last one the page works without our
 * elements.
 */
export async function fetchSettings(server: string, key: string): Promise<PageSettings | undefined> {
  for (let delayMs = firstDelayMs; ; delayMs *= 2) {
    try {
      const response = await fetch(`${server}/v1/settings?key=${key}`, {
        credentials: 'omit',
      });
      if (response.ok) return (await response.json()) as PageSettings;
      // A wrong key or origin does not change with another attempt.
      if (!isTemporary(response.status)) return undefined;
    } catch {
      // There is no connection. Try again below.
    }
    if (delayMs >= maxDelayMs) return undefined;
    await new Promise((resume) => setTimeout(resume, delayMs * (0.5 + Math.random())));
  }
}
