import type { RevisedSettings, ShopSettings } from '@shelfwise/core/wire';
import { ApiProblem } from '../../internal/api-problem.js';
import type { OwnerClient } from '../../owner/owner-client.js';
import { changedParts, isSame, valueAt, type SettingValues } from './setting-fields.js';

/** `newer` names the settings that somebody else changed since they were shown: then nothing was saved. */
export interface SaveResult {
  settings: ShopSettings;
  newer: string[];
}

/** So often others may save in the very moment between reading and writing. */
const maxAttempts = 5;

/**
 * Saves these settings and no others, on top of what the server holds by now: another window may have saved since.
 *
 * @param values - what shall be held, by path
 * @param seen - what the person saw there when changing it
 */
export async function saveSettings(
  client: OwnerClient,
  values: SettingValues,
  seen: SettingValues,
): Promise<SaveResult> {
  for (let attempt = 1; ; attempt += 1) {
    const { revision, ...settings } = await client.get<RevisedSettings>('/v1/shop');
    const newer = Object.keys(values).filter((path) => {
      const held = valueAt(settings, path);
      return !isSame(held, seen[path]) && !isSame(held, values[path]);
    });
    const change = changedParts(settings, values);
    if (newer.length > 0 || Object.keys(change).length === 0) return { settings, newer };
    try {
      const { revision: _next, ...saved } = await client.send<RevisedSettings>('PATCH', '/v1/shop', {
        ...change,
        revision,
      });
      return { settings: saved, newer };
    } catch (error) {
      const isRace = error instanceof ApiProblem && error.code === 'conflict' && attempt < maxAttempts;
      if (!isRace) throw error;
    }
  }
}
