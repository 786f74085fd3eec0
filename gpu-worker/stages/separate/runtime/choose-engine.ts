import type { Variant } from '../model/rewritten-cache.ts';
import { isGpu } from './is-gpu.ts';

/** How OpenVINO would compute here. */
export interface OpenvinoChoice {
  /** Absent if the library was not found. */
  readonly libraryPath: string | undefined;
  readonly precision: 'bfloat16' | 'float32';
  /** Whether it is tried before ONNX Runtime unless the settings say otherwise. */
  readonly isPreferred: boolean;
  /** Why it is preferred or not, for the log. */
  readonly why: string;
}

/** Instructions that multiply matrices of bfloat16. */
const bfloat16Flags = ['amx_bf16', 'avx512_bf16'];

/**
 * OpenVINO is preferred where its library is found and the processor multiplies bfloat16: there it takes
 * half the time of ONNX Runtime, elsewhere no less.
 * @param flags of the processor.
 */
export function chooseOpenvino(
  libraryPath: string | undefined,
  flags: readonly string[],
): OpenvinoChoice {
  const flag = bfloat16Flags.find((name) => flags.includes(name));
  const precision = flag === undefined ? 'float32' : 'bfloat16';
  const why =
    flag === undefined ? `the processor has no ${bfloat16Flags.join(' or ')}` : `it has ${flag}`;
  if (libraryPath === undefined)
    return { libraryPath, precision, isPreferred: false, why: 'OpenVINO is not installed' };
  return { libraryPath, precision, isPreferred: flag !== undefined, why };
}

/**
 * Names what computes: the engine, its execution provider where that is a GPU, and the precision.
 * @param variant as asked for.
 */
export function engineNameOf(
  provider: string,
  variant: Variant,
  openvino: Pick<OpenvinoChoice, 'precision'>,
): string {
  if (provider === 'openvino') return `openvino ${openvino.precision}`;
  if (isGpu(provider)) return `onnxruntime-node ${provider} float32`;
  return `onnxruntime-node ${variant.precision}`;
}
