import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The one place that names the folder beside the repository with public data sets and real servers to test against.
 * `BENCH_DATA` and `TEST_TOOLS` override its two parts.
 */
const repository = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const shared = path.join(repository, '..', 'shared');

export const benchData = process.env.BENCH_DATA ?? path.join(shared, 'data');
export const testTools = process.env.TEST_TOOLS ?? path.join(shared, 'tools');
