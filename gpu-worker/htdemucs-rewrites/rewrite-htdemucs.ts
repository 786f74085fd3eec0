import { z } from 'zod';
import { GraphEditor } from '../onnx/graph-editor.ts';
import type { OnnxModel } from '../onnx/onnx-messages.ts';
import { tidyGraph } from '../onnx/tidy-graph.ts';
import { precisions, runtimeDomain } from './linear-layer.ts';
import { makeBatchDynamic } from './make-batch-dynamic.ts';
import { mergeAttention } from './merge-attention.ts';
import { mergeGatedNorm } from './merge-gated-norm.ts';
import { mergePlaneNorm } from './merge-plane-norm.ts';
import { planeOf } from './plane.ts';
import { pruneSources } from './prune-sources.ts';
import { splitGate } from './split-gate.ts';
import { unfoldTransposed } from './unfold-transposed.ts';
import { winogradGate } from './winograd-gate.ts';

/** Layers of HTDemucs' encoders and decoders. */
const depths = [0, 1, 2, 3] as const;
const transformerDepths = [0, 1, 2, 3, 4] as const;
const stride = 4;

/** What the rewritten network is to do. */
export const rewritingSchema = z.object({
  /** The length of the network's waveform. */
  segmentFrames: z.int().positive(),
  /** The height of its spectrogram. */
  bins: z.int().positive(),
  /** The one source that is wanted: which, of how many. Without it, all. */
  only: z.object({ index: z.int().nonnegative(), of: z.int().positive() }).optional(),
  /** What for: a GPU has its own ways with convolutions, and no use for 8 bits. */
  machine: z.enum(['cpu', 'gpu']),
  precision: z.enum(precisions),
});
export type Rewriting = z.infer<typeof rewritingSchema>;

/**
 * Rewrites HTDemucs, as PyTorch exports it, into a network that computes the same with less work, for
 * any number of segments at a time.
 * @throws {Error} when a part of the network is not where it is expected.
 */
export function rewriteHtdemucs(model: OnnxModel, rewriting: Rewriting): void {
  const editor = new GraphEditor(model);
  if (rewriting.only) pruneSources(editor, rewriting.only);
  for (const depth of depths) {
    if (rewriting.machine === 'cpu') rewriteForProcessor(editor, depth);
    rewriteLayer(editor, depth, rewriting);
  }
  for (const depth of transformerDepths) {
    mergeAttention(editor, `/crosstransformer/layers.${depth}`, rewriting.precision);
    mergeAttention(editor, `/crosstransformer/layers_t.${depth}`, rewriting.precision);
  }
  makeBatchDynamic(editor);
  model.opsetImports.push({ domain: runtimeDomain, version: 1 });
  tidyGraph(editor.graph);
}

/**
 * What is faster on the processor alone: measured on an NVIDIA H200, the convolutions of CUDA gain
 * nothing from being split and lose by Winograd's way, and the norm of planes loses digits there.
 */
function rewriteForProcessor(editor: GraphEditor, depth: number): void {
  splitGate(editor, `/encoder.${depth}/rewrite/Conv`);
  winogradGate(editor, `/decoder.${depth}/rewrite/Conv`, planeOf(editor, `/decoder.${depth}`));
  for (const block of ['encoder', 'decoder']) {
    mergePlaneNorm(editor, `/${block}.${depth}`);
    splitGate(editor, `/t${block}.${depth}/rewrite/Conv`);
  }
}

/** A layer of the encoders and decoders, each of which is four times as fine as the next. */
function rewriteLayer(
  editor: GraphEditor,
  depth: number,
  { segmentFrames, bins }: Rewriting,
): void {
  for (const block of ['encoder', 'decoder']) {
    mergeGatedNorm(editor, `/t${block}.${depth}/dconv/layers.0`);
    mergeGatedNorm(editor, `/t${block}.${depth}/dconv/layers.1`);
  }
  // The last decoder gives the segment, each one before it what its encoder was given.
  const fineness = stride ** (depths.length - 1 - depth);
  unfoldTransposed(editor, `/decoder.${depth}`, 'spectrogram', Math.ceil(bins / fineness));
  unfoldTransposed(editor, `/tdecoder.${depth}`, 'waveform', Math.ceil(segmentFrames / fineness));
}
