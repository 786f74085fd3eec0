import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type InferenceSession, Tensor } from '../../gpu-worker/onnx-runtime/onnx-runtime.ts';
import type { Tensors } from '../../gpu-worker/stages/separate/runtime/tensor-batches.ts';
import type { PlainTensors } from './network-thread.ts';

export interface ThreadedNetwork {
  /** Runs the network on the next thread in turn. */
  run(inputs: Tensors): Promise<Tensors>;
  close(): Promise<void>;
}

/** Opens a network on each of several threads. */
export async function openThreaded(
  path: string,
  options: InferenceSession.SessionOptions,
  threads: number,
): Promise<ThreadedNetwork> {
  const workers = Array.from(
    { length: threads },
    () =>
      new Worker(join(import.meta.dirname, 'network-thread.ts'), { workerData: { path, options } }),
  );
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  const turns: Promise<unknown>[] = workers.map(() => Promise.resolve());
  let next = 0;
  return {
    run(inputs) {
      const index = next++ % threads;
      const result = (turns[index] as Promise<unknown>).then(() =>
        ask(workers[index] as Worker, inputs),
      );
      turns[index] = result;
      return result;
    },
    async close() {
      for (const worker of workers) await worker.terminate();
    },
  };
}

async function ask(worker: Worker, inputs: Tensors): Promise<Tensors> {
  const answer = once(worker, 'message');
  worker.postMessage(
    Object.fromEntries(
      Object.entries(inputs).map(([name, { data, dims }]) => [name, { data, dims }]),
    ),
  );
  const [results] = (await answer) as [PlainTensors];
  return Object.fromEntries(
    Object.entries(results).map(([name, { data, dims }]) => [
      name,
      new Tensor('float32', data, dims),
    ]),
  );
}
