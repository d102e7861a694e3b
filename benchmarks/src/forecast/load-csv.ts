import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Rows of a simple CSV file (no line breaks in cells), gzipped or not, header apart. */
export function loadCsv(file: string): { header: string[]; rows: string[][] } {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const [header = [], ...rows] = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) =>
      line
        .trimEnd()
        .split(',')
        .map((cell) => cell.replace(/^"(.*)"$/, '$1')),
    );
  return { header, rows };
}

/** Stops the benchmark when a data set is not the one that was published. */
export function expectCount(what: string, actual: number, expected: number): void {
  if (actual !== expected) throw new Error(`${what}: ${actual}, but the published set has ${expected}`);
}
