import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Lines of a text file, gzipped or not: `name` or `name.gz`, whichever is there. */
export function readLines(directory: string, name: string): string[] {
  const plain = path.join(directory, name);
  const file = existsSync(plain) ? plain : `${plain}.gz`;
  if (!existsSync(file)) throw new Error(`bench: no file ${plain} nor ${plain}.gz`);
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const lines = text.split('\n');
  if (lines[lines.length - 1] === '') lines.pop();
  return lines;
}

/** Published counts are part of a protocol: other data under the same name is no comparison. */
export function checkCounts(
  set: string,
  found: Record<string, number>,
  published: Record<string, number>,
): void {
  for (const [name, count] of Object.entries(published)) {
    if (found[name] !== count) {
      throw new Error(`bench: ${set} has ${found[name]} ${name}; the published set has ${count}`);
    }
  }
}
