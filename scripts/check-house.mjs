// `npm run -s check:house`: imports against the rooms, circles of files and long functions, with their counts.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspectHouse } from './house/house.mjs';
import { maxFunctionLines } from './house/long-functions.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { files, arrows, circles, longFunctions } = inspectHouse(root);

for (const line of [...arrows, ...circles, ...longFunctions]) console.log(line);
console.log(`
${files} source files
${arrows.length} imports against the rooms
${circles.length} circles of files, types included
${longFunctions.length} functions over ${maxFunctionLines} lines`);
process.exitCode = arrows.length + circles.length + longFunctions.length === 0 ? 0 : 1;
