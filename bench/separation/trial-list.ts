import type { Rewriting } from '../../gpu-worker/htdemucs-rewrites/rewrite-htdemucs.ts';
import type { InferenceSession } from '../../gpu-worker/onnx-runtime/onnx-runtime.ts';

/** One way to run the network. */
export interface Trial {
  readonly name: string;
  /** By default the original network is opened. */
  readonly rewriting?: Omit<Rewriting, 'segmentFrames' | 'bins'>;
  readonly session?: InferenceSession.SessionOptions;
  /** Segments per call; by default 1. */
  readonly batch?: number;
  /** Worker threads with a network each, besides the thread for DSP; by default 0. */
  readonly threads?: number;
  readonly convolutions?: 'int8';
  /** OpenVINO computes, in bfloat16; by default ONNX Runtime does. */
  readonly engine?: 'openvino';
}

const noArena = { enableCpuMemArena: false, enableMemPattern: false } as const;
const noDenormals = {
  ...noArena,
  extra: { session: { set_denormal_as_zero: '1' } },
} as const;
/** Session options of the rewritten network: with the memory arena. */
const asRewritten = { enableMemPattern: false, extra: noDenormals.extra } as const;
const exact = { target: 'cpu', precision: 'float32' } as const;
const voiceOnly = { ...exact, only: { index: 3, of: 4 } } as const;

/** Adopted ways in the order of their adoption, then rejected ones. */
export const trials: readonly Trial[] = [
  { name: 'unchanged, arena off', session: noArena },
  { name: 'unchanged, arena on' },
  { name: 'denormals are zero', session: noDenormals },
  { name: 'rewritten', rewriting: exact, session: asRewritten },
  { name: 'rewritten, voice only', rewriting: voiceOnly, session: asRewritten },
  {
    name: 'rewritten, voice only, int8',
    rewriting: { ...voiceOnly, precision: 'int8' },
    session: asRewritten,
  },
  {
    name: 'rewritten, voice only, int7',
    rewriting: { ...voiceOnly, precision: 'int7' },
    session: asRewritten,
  },
  { name: 'two segments at a time', rewriting: voiceOnly, session: asRewritten, batch: 2 },
  {
    name: 'two sessions of one thread',
    rewriting: voiceOnly,
    session: { ...asRewritten, intraOpNumThreads: 1 },
    threads: 2,
  },
  { name: 'DSP beside the network', rewriting: voiceOnly, session: asRewritten, threads: 1 },
  {
    name: 'convolutions in int8',
    ...{ rewriting: voiceOnly, session: asRewritten, convolutions: 'int8' },
  },
  {
    name: 'as rewritten for a GPU',
    rewriting: { ...voiceOnly, target: 'gpu' },
    session: asRewritten,
  },
  { name: 'rewritten, arena off', rewriting: exact, session: noDenormals },
  {
    name: 'OpenVINO',
    rewriting: { ...voiceOnly, target: 'openvino', precision: 'int8-weights' },
    engine: 'openvino',
  },
  {
    name: 'OpenVINO, weights of 32 bits',
    ...{ rewriting: { ...voiceOnly, target: 'openvino' }, engine: 'openvino' },
  },
  {
    name: 'OpenVINO, as rewritten for ONNX Runtime',
    ...{ rewriting: voiceOnly, engine: 'openvino' },
  },
  {
    name: 'OpenVINO, as rewritten for a GPU',
    ...{ rewriting: { ...voiceOnly, target: 'gpu' }, engine: 'openvino' },
  },
  {
    name: 'rewritten, no spinning',
    rewriting: exact,
    session: {
      ...asRewritten,
      extra: { session: { ...noDenormals.extra.session, intra_op: { allow_spinning: '0' } } },
    },
  },
  {
    name: 'rewritten, one thread',
    rewriting: exact,
    session: { ...asRewritten, intraOpNumThreads: 1 },
  },
  {
    name: 'rewritten, without blocked layouts',
    rewriting: exact,
    session: { ...asRewritten, graphOptimizationLevel: 'extended' },
  },
];
