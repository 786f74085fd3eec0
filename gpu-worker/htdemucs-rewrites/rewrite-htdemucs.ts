import { z } from 'zod';
import { GraphEditor } from '../onnx/graph-editor.ts';
import type { OnnxModel } from '../onnx/onnx-messages.ts';
import { tidyGraph } from '../onnx/tidy-graph.ts';
import { featureMapOf } from './feature-map.ts';
import { fuseAttention } from './fuse-attention.ts';
import { fuseFrequencyDconv } from './fuse-frequency-dconv.ts';
import { fuseGroupNorm } from './fuse-group-norm.ts';
import { precisions, runtimeDomain } from './linear-layer.ts';
import { makeBatchDynamic } from './make-batch-dynamic.ts';
import { pruneSources } from './prune-sources.ts';
import { splitGlu } from './split-glu.ts';
import { upsampleBySubpixels } from './subpixel-upsampling.ts';
import { winogradGlu } from './winograd-glu.ts';

/** Levels of HTDemucs' encoders and decoders. */
const depths = [0, 1, 2, 3] as const;
const transformerDepths = [0, 1, 2, 3, 4] as const;
const stride = 4;

/** Parameters of the rewriting. */
export const rewritingSchema = z.object({
  /** Length of the network's waveform. */
  segmentFrames: z.int().positive(),
  /** Height of its spectrogram. */
  bins: z.int().positive(),
  /** The one source to keep: its index, and how many the network has. All are kept by default. */
  only: z.object({ index: z.int().nonnegative(), of: z.int().positive() }).optional(),
  /** What computes: ONNX Runtime on a CPU, OpenVINO, or a GPU. Some rewrites are slower or less exact there. */
  target: z.enum(['cpu', 'openvino', 'gpu']),
  precision: z.enum(precisions),
});
export type Rewriting = z.infer<typeof rewritingSchema>;

/**
 * Rewrites HTDemucs, as exported by PyTorch, in place: the network computes the same with less work, for
 * any number of segments per call. README.md shows each rewrite.
 * @throws {Error} when a part of the network is not where it is expected.
 */
export function rewriteHtdemucs(model: OnnxModel, rewriting: Rewriting): void {
  const editor = new GraphEditor(model);
  if (rewriting.only) pruneSources(editor, rewriting.only);
  for (const depth of depths) {
    if (rewriting.target === 'cpu') rewriteForOnnxRuntime(editor, depth);
    if (rewriting.target !== 'gpu') rewriteFrequencyBranch(editor, depth);
    rewriteLevel(editor, depth, rewriting);
  }
  for (const depth of transformerDepths) {
    fuseAttention(editor, `/crosstransformer/layers.${depth}`, rewriting.precision);
    fuseAttention(editor, `/crosstransformer/layers_t.${depth}`, rewriting.precision);
  }
  makeBatchDynamic(editor);
  model.opsetImports.push({ domain: runtimeDomain, version: 1 });
  tidyGraph(editor.graph);
}

/**
 * Rewrites that help ONNX Runtime on the CPU alone. Measured: the convolutions of CUDA (H200) and of OpenVINO
 * in bfloat16 (Zen 5) gain nothing from `splitGlu` and lose by `winogradGlu`.
 */
function rewriteForOnnxRuntime(editor: GraphEditor, depth: number): void {
  splitGlu(editor, `/encoder.${depth}/rewrite/Conv`);
  winogradGlu(editor, `/decoder.${depth}/rewrite/Conv`, featureMapOf(editor, `/decoder.${depth}`));
  for (const block of ['tencoder', 'tdecoder']) splitGlu(editor, `/${block}.${depth}/rewrite/Conv`);
}

/** Helps on the CPU; loses digits in the TF32 of an H200. */
function rewriteFrequencyBranch(editor: GraphEditor, depth: number): void {
  for (const block of ['encoder', 'decoder']) fuseFrequencyDconv(editor, `/${block}.${depth}`);
}

/** A level of the encoders and decoders; each has four times the resolution of the next. */
function rewriteLevel(
  editor: GraphEditor,
  depth: number,
  { segmentFrames, bins }: Rewriting,
): void {
  for (const block of ['encoder', 'decoder']) {
    fuseGroupNorm(editor, `/t${block}.${depth}/dconv/layers.0`);
    fuseGroupNorm(editor, `/t${block}.${depth}/dconv/layers.1`);
  }
  // Decoders are numbered from the inside out: decoder.3 returns the segment itself.
  const downsampling = stride ** (depths.length - 1 - depth);
  upsampleBySubpixels(editor, `/decoder.${depth}`, 'spectrogram', Math.ceil(bins / downsampling));
  const frames = Math.ceil(segmentFrames / downsampling);
  upsampleBySubpixels(editor, `/tdecoder.${depth}`, 'waveform', frames);
}
