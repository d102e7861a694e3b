import { createRequire } from 'node:module';
import path from 'node:path';
import type * as TensorFlow from '@tensorflow/tfjs-core';

let ready: Promise<typeof TensorFlow> | undefined;

/**
 * TensorFlow.js on its WebAssembly backend. It is loaded on first use, so that only the worker that trains
 * pays for it. It uses one thread, because the threaded build does not run in Node.
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
