import { readFileSync } from 'node:fs';
import { decodeAssistant, runTurn } from '@shelfwise/core/dialogue';

/** A process that starts cold: reads a stored assistant, answers one message and says how many CPU seconds that took. */
const model = decodeAssistant(new Uint8Array(readFileSync(process.argv[2]!)));
const input = { text: 'how much is shipping?' };
const turn = runTurn(
  model,
  [],
  input,
  () => Promise.resolve(undefined),
  () => 0,
);
await turn.next();
const { user, system } = process.cpuUsage();
process.send!((user + system) / 1e6);
process.disconnect();
