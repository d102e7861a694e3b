import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { IntentExample } from '@shelfwise/core/language';

/** Public sets of utterances with their intents. `oos` marks what belongs to no intent. */
export interface IntentSet {
  name: string;
  train: IntentExample[];
  /** For thresholds; empty where the set has none. */
  validation: IntentExample[];
  test: IntentExample[];
}

export const oos = 'NO_NODES_DETECTED';

/** Banking77 (Casanueva et al. 2020, CC BY 4.0): 10,003 questions to a bank, 77 intents; 3,080 to test. */
export function readBanking77(dataDirectory: string): IntentSet {
  const read = (file: string) =>
    readCsv(path.join(dataDirectory, 'chat', 'banking77', file), 'text', 'category');
  return checked(
    { name: 'banking77', train: read('train.csv'), validation: [], test: read('test.csv') },
    10_003,
    3080,
  );
}

/** HWU64 (Liu et al. 2019, CC BY 4.0): a home assistant's 64 intents; trained on train and validation as published. */
export function readHwu64(dataDirectory: string): IntentSet {
  const read = (part: string) => {
    const folder = path.join(dataDirectory, 'chat', 'hwu64', part);
    const labels = readText(path.join(folder, 'label')).trim().split('\n');
    return readText(path.join(folder, 'seq.in'))
      .trim()
      .split('\n')
      .map((text, i) => ({ text, intent: labels[i]! }));
  };
  const train = [...read('train'), ...read('valid')];
  return checked({ name: 'hwu64', train, validation: [], test: read('test') }, 10_030, 1076);
}

/** CLINC150 (Larson et al. 2019, CC BY 3.0): 150 intents, and questions that belong to none. */
export function readClinc150(dataDirectory: string): IntentSet {
  const file = path.join(dataDirectory, 'chat', 'clinc150', 'data_full.json.gz');
  const parts = JSON.parse(readText(file)) as Record<string, [string, string][]>;
  const part = (name: string) =>
    parts[name]!.map(([text, intent]) => ({ text, intent: intent === 'oos' ? oos : intent }));
  const set: IntentSet = {
    name: 'clinc150',
    train: part('train'),
    validation: [...part('val'), ...part('oos_val')],
    test: [...part('test'), ...part('oos_test')],
  };
  return checked(set, 15_000, 5500);
}

/** HINT3 v1 (Arora et al. 2020, ODbL): what shoppers really asked two shops, half of it out of scope. */
export function readHint3(dataDirectory: string, shop: 'SOFMattress' | 'Curekart'): IntentSet {
  const read = (part: string) => {
    const file = path.join(dataDirectory, 'chat', 'hint3_v1', part, `${shop.toLowerCase()}_${part}.csv`);
    return readCsv(file, 'sentence', 'label');
  };
  const set = { name: `hint3 ${shop}`, train: read('train'), validation: [], test: read('test') };
  return shop === 'SOFMattress' ? checked(set, 328, 397) : checked(set, 600, 991);
}

/** Somebody's own `train.csv` and `test.csv` with the columns `text,category`; `--oos` names the out-of-scope intent. */
export function readOwnIntents(directory: string, oosName: string | undefined): IntentSet {
  const read = (name: string) =>
    readCsv(path.join(directory, name), 'text', 'category').map((example) =>
      example.intent === oosName ? { ...example, intent: oos } : example,
    );
  return { name: 'own', train: read('train.csv'), validation: [], test: read('test.csv') };
}

function readCsv(file: string, textColumn: string, intentColumn: string): IntentExample[] {
  const rows = parse<Record<string, string>>(readText(file), {
    columns: true,
    bom: true,
    relax_quotes: true,
  });
  return rows.map((row) => ({ text: row[textColumn] ?? '', intent: row[intentColumn] ?? '' }));
}

/** Plain, or gzipped under the same name with `.gz`. */
export function readText(file: string): string {
  const name = existsSync(file) ? file : `${file}.gz`;
  const bytes = readFileSync(name);
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

function checked(set: IntentSet, train: number, test: number): IntentSet {
  if (set.train.length !== train || set.test.length !== test) {
    throw new Error(
      `${set.name}: ${set.train.length}/${set.test.length} examples, but ${train}/${test} were published`,
    );
  }
  return set;
}
