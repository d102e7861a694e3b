import { parentPort, workerData } from 'node:worker_threads';
import { trainDefaultModel } from './default-model.js';

/** Entry point of the thread that trains a default model while the server answers requests. */
const { language } = workerData as { language: string };
parentPort!.postMessage(await trainDefaultModel(language));
