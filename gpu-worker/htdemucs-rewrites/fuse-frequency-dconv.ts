import type { GraphEditor } from '../onnx/graph-editor.ts';
import { type FeatureMap, featureMapOf } from './feature-map.ts';
import { addMoments, type NormalisedLinear, normalisedGluOf } from './fuse-group-norm.ts';
import { columnMeans } from './linear-moments.ts';

/** ONNX Runtime's blocked (NCHWc) convolutions need a multiple of eight input channels. */
const channelBlock = 8;

/**
 * Rewrites both residual layers (`DConv` in demucs) of a level of the frequency branch to work on
 * [batch, channels, bins, frames]. PyTorch moves the bins into the batch before the layers and back after
 * them, because each bin is normalised by its own mean and deviation. Here only the few channels inside a
 * layer are moved. They are divided by the deviation, the mean and a constant are appended as channels,
 * and a convolution of kernel 1 with the same weights for every bin widens them again.
 * @param level such as `/encoder.0`.
 */
export function fuseFrequencyDconv(editor: GraphEditor, level: string): void {
  const [x = ''] = editor.node(`${level}/Transpose`, 'Transpose').inputs;
  const end = editor.node(`${level}/Transpose_1`, 'Transpose').outputs[0] as string;
  const shape = featureMapOf(editor, level);
  const between = addLayer(editor, `${level}/dconv/layers.0`, x, shape);
  editor.replace(end, addLayer(editor, `${level}/dconv/layers.1`, between, shape));
}

function addLayer(editor: GraphEditor, layer: string, input: string, shape: FeatureMap): string {
  addNarrowing(editor, layer, input, shape);
  const { x, linear, scales } = normalisedGluOf(editor, layer);
  const narrow = addNormalised(editor, x, linear, shape);
  const half = linear.matrix.rows / 2;
  const ones = scales.map(() => 1);
  const gate = editor.add('Sigmoid', [addWidened(editor, narrow, linear, half, ones)]);
  const gated = editor.add('Mul', [addWidened(editor, narrow, linear, 0, scales), gate]);
  return editor.add('Add', [input, gated]);
}

/**
 * The layer's first convolution as a 2-D convolution over the frames of each bin. Its readers get
 * [batch · bins, narrow channels, frames], as before.
 */
function addNarrowing(
  editor: GraphEditor,
  layer: string,
  input: string,
  { frames }: FeatureMap,
): void {
  const depth = Number(layer.at(-1));
  const convolution = editor.node(`${layer}/layers.${depth}.0/Conv`, 'Conv');
  const { dims, values } = editor.weightsOf(convolution, 1);
  const [narrow = 0, wide = 0, taps = 0] = dims;
  const dilation = 2 ** depth;
  const padding = (dilation * (taps - 1)) / 2;
  const convolved = editor.add(
    'Conv',
    [input, editor.floats([narrow, wide, 1, taps], values), convolution.inputs[2] as string],
    {
      kernel_shape: { ints: [1, taps] },
      dilations: { ints: [1, dilation] },
      pads: { ints: [0, padding, 0, padding] },
    },
  );
  const transposed = editor.add('Transpose', [convolved], { perm: { ints: [0, 2, 1, 3] } });
  const items = editor.add('Reshape', [transposed, editor.ints([-1, narrow, frames])]);
  editor.replace(convolution.outputs[0] as string, items);
}

/**
 * The input of `addWidened` [batch, paddedColumns, bins, frames]: x, 1, and the mean of the wide result,
 * each divided by the standard deviation of the wide result. The remaining channels only pad to a
 * multiple of `channelBlock`; their weights are 0.
 */
function addNormalised(
  editor: GraphEditor,
  x: string,
  linear: NormalisedLinear,
  { bins, frames }: FeatureMap,
): string {
  const { matrix, bias } = linear;
  const { mean, inverseDeviation } = addMoments(editor, x, linear);
  const weights = editor.floats([1, matrix.columns], columnMeans(matrix));
  const meanBias = columnMeans({ rows: matrix.rows, columns: 1, values: bias });
  const wideMean = editor.add('Add', [
    ...[editor.add('MatMul', [weights, mean]), editor.floats([1], meanBias)],
  ]);
  const scaledMean = editor.add('Mul', [wideMean, inverseDeviation]);
  const paddingCount = paddedColumns(linear) - matrix.columns - 2;
  const padding = new Array<string>(paddingCount).fill(scaledMean);
  const constants = editor.add('Concat', [inverseDeviation, scaledMean, ...padding], {
    axis: { int: 1 },
  });
  const repeated = editor.add('Expand', [constants, editor.ints([1, 1, frames])]);
  const scaled = editor.add('Mul', [x, inverseDeviation]);
  const joined = editor.add('Concat', [scaled, repeated], { axis: { int: 1 } });
  const shape = editor.ints([-1, bins, paddedColumns(linear), frames]);
  const split = editor.add('Reshape', [joined, shape]);
  return editor.add('Transpose', [split], { perm: { ints: [0, 2, 1, 3] } });
}

/** Channels for x, 1 and the mean, rounded up to a multiple of `channelBlock`. */
function paddedColumns({ matrix }: NormalisedLinear): number {
  return channelBlock * Math.ceil((matrix.columns + 2) / channelBlock);
}

/**
 * Rows of the normalised result, from row `first` on, each multiplied by its scale:
 * [batch, scales.length, bins, frames].
 */
function addWidened(
  editor: GraphEditor,
  narrow: string,
  linear: NormalisedLinear,
  first: number,
  scales: Float32Array,
): string {
  const { matrix, bias, gain, offset } = linear;
  const columns = paddedColumns(linear);
  const weights = new Float32Array(scales.length * columns);
  for (const [i, scale] of scales.entries()) {
    const row = first + i;
    const factor = scale * (gain[row] as number);
    const values = matrix.values.subarray(row * matrix.columns, (row + 1) * matrix.columns);
    const ofOneAndMean = [bias[row] as number, -1];
    weights.set(
      [...values, ...ofOneAndMean].map((value) => factor * value),
      i * columns,
    );
  }
  const offsets = scales.map((scale, i) => scale * (offset[first + i] as number));
  return editor.add('Conv', [
    ...[narrow, editor.floats([scales.length, columns, 1, 1], weights)],
    editor.floats([scales.length], offsets),
  ]);
}
