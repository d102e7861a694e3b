import { extractEntities, type Entity, type LookupTables } from '@shelfwise/core/language';
import type { TrainingExample } from '@shelfwise/core/dialogue';
import { bootstrapMean, type Reporter } from '../report.js';
import { countOverlap, f1, sumCounts, type LabelledWords, type OverlapCounts } from './entity-overlap.js';
import type { EntitySet } from './entity-sets.js';

/**
 * How well entities are found by what the product has: patterns, and a project's tables. The tables are made of the
 * training utterances as an author would make them, and of nothing else.
 */
const method = 'lookups';

/** By utterance of the test part. */
export function judgeEntities(set: EntitySet, report: Reporter): OverlapCounts[] {
  report.note(`${set.name}: tables from ${set.train.length} utterances`);
  const kinds = new Set(set.train.flatMap((example) => example.entities.map(({ entity }) => entity)));
  const tables = tablesOf(set);
  return set.test.map(({ text, entities }) => {
    const known = extractEntities(text, tables).filter(({ entity }) => kinds.has(entity));
    return countOverlap(
      entities.map((entity) => cut(text, entity)),
      flatten(known).map((entity) => cut(text, entity)),
    );
  });
}

/** `F1` over all folds, the mean of theirs as is published. */
export function reportF1(
  report: Reporter,
  set: string,
  folds: readonly OverlapCounts[][],
  anchor?: { value: number; source: string },
): void {
  const all = folds.flat();
  report.quality({
    area: 'chat',
    set,
    method,
    ours: true,
    metric: 'F1',
    value: folds.reduce((sum, counts) => sum + f1(sumCounts(counts)), 0) / folds.length,
    ...bootstrapMean(
      all.map(({ found }) => 2 * found),
      all.map(({ found, missed, invented }) => 2 * found + missed + invented),
    ),
    higherIsBetter: true,
    ...(anchor && { anchor: anchor.value, anchorSource: anchor.source }),
  });
}

/** What was marked in training, each wording in the table of the kind that it is marked as most often. */
export function tablesOf(set: EntitySet): LookupTables {
  const counts = new Map<string, Map<string, number>>();
  for (const { text, entities } of set.train) {
    for (const entity of entities) {
      const words = cut(text, entity).text.toLowerCase();
      const byKind = counts.get(words) ?? new Map<string, number>();
      counts.set(words, byKind.set(entity.entity, (byKind.get(entity.entity) ?? 0) + 1));
    }
  }
  const lookups = { ...set.tables.lookups };
  for (const [words, byKind] of counts) {
    const [kind] = [...byKind].reduce((most, one) => (one[1] > most[1] ? one : most));
    lookups[kind] = [...(lookups[kind] ?? []), words];
  }
  return { ...set.tables, lookups };
}

/** The metric knows one kind a word: of what overlaps, the longest stays. */
function flatten(entities: readonly Entity[]): Entity[] {
  const kept: Entity[] = [];
  const longestFirst = [...entities].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  for (const one of longestFirst) {
    if (!kept.some((other) => one.start < other.end && other.start < one.end)) kept.push(one);
  }
  return kept;
}

function cut(text: string, { entity, start, end }: TrainingExample['entities'][number]): LabelledWords {
  return { entity, text: text.slice(start, end) };
}
