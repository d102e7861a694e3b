import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartError } from './start-error.mjs';

/**
 * One start at a time in a data folder: two would load into the same shop and answer with two minds. A start that was
 * killed leaves its note behind; the note of a process that is gone holds nobody up.
 *
 * @param {string} dataDirectory @param {number} port
 * @returns {() => void} lets the folder go
 */
export function lockData(dataDirectory, port) {
  // Orders and secrets stand in it: only its user may look.
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const file = path.join(dataDirectory, 'start.lock');
  for (let attempt = 1; ; attempt += 1) {
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid, port }), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw new StartError(`The data folder ${dataDirectory} cannot be written to: ${error.message}`);
      }
    }
    const holder = readHolder(file);
    if (attempt > 3 || (holder !== undefined && isStart(holder.pid))) {
      throw new StartError(
        `The data folder ${dataDirectory} is in use by another "npm start" (process ${holder?.pid}, port ${holder?.port}). ` +
          'Stop it, or choose another folder: SHELFWISE_DATA=FOLDER npm start',
      );
    }
    rmSync(file, { force: true });
  }
  return () => {
    if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

function readHolder(file) {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8'));
    return Number.isInteger(holder.pid) && holder.pid > 0 ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the process runs and, where one can look, is a start: its number may have gone to another program. */
function isStart(pid) {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('start.mjs');
  } catch {
    return true;
  }
}
