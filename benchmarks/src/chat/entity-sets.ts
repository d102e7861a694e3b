import path from 'node:path';
import { parseProject, type TrainingExample } from '@shelfwise/core/dialogue';
import type { LookupTables } from '@shelfwise/core/language';
import { readText } from './intent-sets.js';

/** Utterances with their entities marked, split for learning and for judging. */
export interface EntitySet {
  name: string;
  train: TrainingExample[];
  /** Synonyms, lookup tables and expressions that the training file itself holds. */
  tables: LookupTables;
  test: TrainingExample[];
}

/** HWU64 with entities, as the DIET paper cut it (Liu et al. 2019, CC BY 4.0): 9,960 utterances to learn from, 1,076 to test. */
export function readHwu64Entities(dataDirectory: string, fold: number): EntitySet {
  const set = readOwnEntities(path.join(dataDirectory, 'chat', 'hwu64_entities', `fold_${fold}`));
  const [train, test] = publishedCounts;
  if (set.train.length !== train || set.test.length !== test) {
    throw new Error(
      `hwu64-entities, fold ${fold}: ${set.train.length}/${set.test.length} examples, but ${train}/${test} were published`,
    );
  }
  return { ...set, name: `hwu64-entities fold ${fold}` };
}

const publishedCounts = [9_960, 1076] as const;

/** Somebody's own `train.md` and `test.md`, Rasa 1.x markdown. */
export function readOwnEntities(directory: string): EntitySet {
  const { examples, ...tables } = readRasaMarkdown(readText(path.join(directory, 'train.md')));
  const test = readRasaMarkdown(readText(path.join(directory, 'test.md'))).examples;
  return { name: 'own', train: examples, tables, test };
}

/**
 * Rasa 1.x training data in markdown: `## intent:name`, `## synonym:…`, `## lookup:…` or `## regex:…`, then `- example`
 * lines. What stands on a line has not changed since, so that it goes through the product's reader of Rasa 3 files.
 */
export function readRasaMarkdown(markdown: string): LookupTables & { examples: TrainingExample[] } {
  const sections: { kind: string; name: string; lines: string[] }[] = [];
  for (const line of markdown.split(/\r?\n/)) {
    const heading = /^##\s*(intent|synonym|lookup|regex)\s*:\s*(.+?)\s*$/.exec(line);
    if (heading) sections.push({ kind: heading[1]!, name: heading[2]!, lines: [] });
    else if (/^\s*[-*+]\s+\S/.test(line)) sections.at(-1)?.lines.push(line.replace(/^\s*[-*+]/, '-'));
  }
  const nlu = sections.map(({ kind, name, lines }) => ({ [kind]: name, examples: lines.join('\n') }));
  const { examples, synonyms, lookups, regexes } = parseProject([
    { path: 'markdown', text: JSON.stringify({ nlu }) },
  ]);
  return { examples, synonyms, lookups, regexes };
}
