import { parentPort, workerData } from 'node:worker_threads';
import { InferenceSession, Tensor } from '../../gpu-worker/onnx-runtime/onnx-runtime.ts';

/** Messages to and from the thread: tensors by name, as values and shapes. */
export type PlainTensors = Readonly<
  Record<string, { readonly data: Float32Array; readonly dims: readonly number[] }>
>;

// Runs a network on a worker thread, so that other threads can compute at the same time.
const { path, options } = workerData as { path: string; options: InferenceSession.SessionOptions };
const session = await InferenceSession.create(path, options);
parentPort?.on('message', async (inputs: PlainTensors) => {
  const tensors = Object.entries(inputs).map(([name, { data, dims }]) => [
    ...[name, new Tensor('float32', data, dims)],
  ]);
  const results = await session.run(Object.fromEntries(tensors));
  const plain = Object.entries(results).map(([name, { data, dims }]) => [name, { data, dims }]);
  parentPort?.postMessage(Object.fromEntries(plain));
});
parentPort?.postMessage('open');
