import type { CollectionName } from '../stores/port/collections.js';

export interface CopyProgress {
  /** What the target has is compared with the source, then what it lacks is copied. */
  step: 'comparing' | 'copying';
  collection: CollectionName;
  /** Documents so far, and in all, of both stores over all collections. */
  done: number;
  total: number;
}

/** `copying   userInteractions       [#########---------------]  38 %`, for a terminal. */
export function copyProgressLine({ step, collection, done, total }: CopyProgress, width = 24): string {
  const share = total === 0 ? 1 : done / total;
  const filled = Math.floor(share * width);
  const bar = '#'.repeat(filled) + '-'.repeat(width - filled);
  const percent = String(Math.floor(share * 100)).padStart(3);
  return `${step.padEnd(9)} ${collection.padEnd(22)} [${bar}] ${percent} %`;
}
