import { availableParallelism } from 'node:os';
import { InferenceSession } from '../../../onnx-runtime/onnx-runtime.ts';
import type { NetworkDescription } from '../model/model-shapes.ts';
import type { Tensors } from './tensor-batches.ts';

/** The part of ONNX Runtime's InferenceSession that is used here. */
export interface OpenNetwork extends NetworkDescription {
  run(inputs: Tensors): Promise<Tensors>;
  release(): Promise<void>;
}

export type NetworkOpener = (
  modelPath: string,
  options: InferenceSession.SessionOptions,
) => Promise<OpenNetwork>;

/** Whether the batch dimension of every input is dynamic. */
export function hasDynamicBatch({ inputMetadata }: NetworkDescription): boolean {
  return inputMetadata.every(({ shape }) => typeof shape?.[0] === 'string');
}

/** Name of the dynamic batch dimension in rewritten networks. */
const batchDimension = 'batch';

export const openOnnxRuntime: NetworkOpener = (modelPath, options) =>
  InferenceSession.create(modelPath, options);

/**
 * ONNX Runtime's options for one provider.
 * @param batch segments per call.
 * @param threads by default one per CPU core.
 */
export function ortOptions(
  provider: string,
  batch: number,
  threads = availableParallelism(),
): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider],
    // With a fixed batch, ONNX Runtime computes shapes once instead of in each run.
    ...(batch === 1 ? { freeDimensionOverrides: { [batchDimension]: 1 } } : {}),
    intraOpNumThreads: threads,
    // Measured with the original network: 2.7 GB without arena and pattern, 5.2 GB with, at the same speed.
    enableCpuMemArena: false,
    enableMemPattern: false,
    // Measured: a fifth less time, bit-identical stems. Attention weights contain many denormals, which
    // CPUs compute very slowly. The setting applies to the whole process, including JavaScript, and
    // only takes effect if the first session has it.
    extra: { session: { set_denormal_as_zero: '1' } },
    logSeverityLevel: 3,
  };
}
