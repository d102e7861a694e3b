import { createRequire } from 'node:module';
import path from 'node:path';
import type * as TensorFlow from '@tensorflow/tfjs-core';

let ready: Promise<typeof TensorFlow> | undefined;

/**
 * TensorFlow.js on its WebAssembly backend, loaded on first use: only the worker that trains pays for it. One thread (the
 * threaded build does not run in Node); parallelism is the worker's.
 */
export function loadTensorFlow(): Promise<typeof TensorFlow> {
  ready ??= load();
  return ready;
}

async function load(): Promise<typeof TensorFlow> {
  const tf = await import('@tensorflow/tfjs-core');
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  setWasmPaths(`${path.join(path.dirname(entry), 'wasm-out')}${path.sep}`);
  await tf.setBackend('wasm');
  await tf.ready();
  return tf;
}
