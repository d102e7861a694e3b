import {
  beginningOf,
  decodeDemandModel,
  predictWithNetwork,
  type DemandNetwork,
  type DemandSeries,
  type ExtraModel,
} from '@shelfwise/core/forecast';
import { createHash } from 'node:crypto';
import type { Id } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';

/** Place in the year, 0–1, of a day counted since 1970. */
export function yearPosition(day: number): number {
  const years = day / 365.25;
  return years - Math.floor(years);
}

/**
 * The shop's newest network as a model that competes. It says nothing about windows that it was trained on, so what it
 * is judged by is new to it. Null when there is none, or its bytes are damaged: the statistical models go on alone.
 */
export async function demandExtraModel(
  store: Store,
  shopId: Id,
  all: readonly DemandSeries[],
  today: number,
  log: (message: string, details?: Record<string, number | string>) => void,
): Promise<ExtraModel | null> {
  const manifest = await store.models.findServing(shopId, 'demand');
  if (!manifest) return null;
  const bytes = await store.models.read(shopId, 'demand', manifest.version);
  if (createHash('sha256').update(bytes).digest('hex') !== manifest.sha256) {
    log('demand network is damaged and left out', { version: manifest.version });
    return null;
  }
  let network: DemandNetwork;
  try {
    network = decodeDemandModel(bytes);
  } catch (error) {
    log('demand network cannot be read and is left out', { version: manifest.version, error: String(error) });
    return null;
  }
  return networkModel(network, all, today);
}

/** `today` is the day after the histories' last one. */
export function networkModel(
  network: DemandNetwork,
  all: readonly DemandSeries[],
  today: number,
): ExtraModel {
  return {
    name: 'neural',
    predict(i, cutoff) {
      const { y } = all[i]!;
      const day = today - (y.length - cutoff);
      if (day < network.trainedUntil) return null;
      const first = beginningOf(all[i]!);
      return predictWithNetwork(network, y.subarray(first), cutoff - first, yearPosition(day));
    },
  };
}
