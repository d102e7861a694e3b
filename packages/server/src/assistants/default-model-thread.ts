import { parentPort } from 'node:worker_threads';
import { trainDefaultModel } from './default-model.js';

/** Entry point of the thread that trains the default assistant once, while requests are answered. */
parentPort!.postMessage(await trainDefaultModel());
