import type { GraphEditor } from '../onnx/graph-editor.ts';
import { centreColumns, gramOf, type Matrix, scaleRows } from './linear-moments.ts';

const epsilon = 1e-5;

/**
 * Fuses the second half of a residual layer (`DConv` in demucs): a convolution of kernel 1 from few
 * channels to many, GroupNorm over all channels and frames, a gated linear unit, LayerScale, and the
 * sum with the layer's input. The convolution is linear, so the mean and the variance of its output follow
 * from those of its input. Normalisation and scale therefore become a small matrix per item, and the
 * large tensor is passed over four times instead of nine.
 * @param layer of the time branch, such as `/tencoder.0/dconv/layers.1`.
 */
export function fuseGroupNorm(editor: GraphEditor, layer: string): void {
  const { x, linear, scales, residual, sum } = normalisedGluOf(editor, layer);
  const moments = addMoments(editor, x, linear);
  const half = linear.matrix.rows / 2;
  const ones = scales.map(() => 1);
  const padding = editor.ints([0, 0, 0, 0, 1, 0]);
  const one = editor.floats([], Float32Array.of(1));
  const centred = editor.add('Pad', [moments.centred, padding, one]);
  const value = addRows(editor, { ...moments, centred }, linear, 0, scales);
  const gate = addRows(editor, { ...moments, centred }, linear, half, ones);
  const gated = editor.add('Mul', [value, editor.add('Sigmoid', [gate])]);
  editor.remove(sum);
  editor.add('Add', [residual, gated], {}, { output: sum.outputs[0] as string });
}

/** Constants and values of a residual layer's second half: its narrow input `x` and its final `sum`. */
export function normalisedGluOf(editor: GraphEditor, layer: string) {
  const depth = layer.slice(layer.lastIndexOf('.') + 1);
  const part = (index: number, opType: string) =>
    editor.node(`${layer}/layers.${depth}.${index}/${opType}`, opType);
  const convolution = part(3, 'Conv');
  const scale = part(6, 'Mul');
  const sum = editor.consumerOf(scale.outputs[0] as string, 'Add');
  const linear: NormalisedLinear = {
    matrix: matrixOf(editor.weightsOf(convolution, 1).values, editor.weightsOf(convolution, 2)),
    bias: editor.weightsOf(convolution, 2).values,
    gain: editor.weightsOf(part(4, 'Mul')).values,
    offset: editor.weightsOf(part(4, 'Add')).values,
  };
  const residual = sum.inputs.find((input) => input !== scale.outputs[0]) as string;
  const scales = editor.weightsOf(scale).values;
  return { x: convolution.inputs[0] as string, linear, scales, residual, sum };
}

/** `gain · normalised(matrix · x + bias) + offset`; bias, gain and offset are [rows]. */
export interface NormalisedLinear {
  /** [rows, columns]: from few channels (columns) to many (rows). */
  readonly matrix: Matrix;
  readonly bias: Float32Array;
  readonly gain: Float32Array;
  readonly offset: Float32Array;
}

interface Moments {
  /** [items, columns, 1]: mean of x over the frames. */
  readonly mean: string;
  /** [items, columns, frames]: x minus its mean. */
  readonly centred: string;
  /** [items, rows, 1]: mean of each row of the result minus the mean of all rows. */
  readonly rowOffset: string;
  /** [items, 1, 1]: 1 / standard deviation of the whole result. */
  readonly inverseDeviation: string;
}

function matrixOf(values: Float32Array, { dims: [rows = 1] }: { dims: readonly number[] }): Matrix {
  return { rows, columns: values.length / rows, values };
}

/** Adds mean and deviation of `matrix · x + bias`, computed from those of x [items, columns, frames]. */
export function addMoments(
  editor: GraphEditor,
  x: string,
  { matrix, bias }: NormalisedLinear,
): Moments {
  const { rows, columns } = matrix;
  const mean = editor.add('ReduceMean', [x], { axes: { ints: [2] } });
  const centred = editor.add('Sub', [x, mean]);
  const gram = editor.floats([columns, columns], gramOf(matrix));
  const weighted = editor.add('Mul', [addCovariance(editor, centred), gram]);
  const varianceWithinRows = editor.add('ReduceSum', [weighted, editor.ints([1, 2])]);
  const relative = editor.floats([rows, columns], centreColumns(matrix));
  const relativeBias = centreColumns({ rows, columns: 1, values: bias });
  const rowOffset = editor.add('Add', [
    ...[editor.add('MatMul', [relative, mean]), editor.floats([rows, 1], relativeBias)],
  ]);
  const squared = editor.add('Mul', [rowOffset, rowOffset]);
  const varianceBetweenRows = editor.add('ReduceMean', [squared], { axes: { ints: [1] } });
  const variance = editor.add('Add', [varianceWithinRows, varianceBetweenRows]);
  const floor = editor.floats([1], Float32Array.of(epsilon));
  const deviation = editor.add('Sqrt', [editor.add('Add', [variance, floor])]);
  return { mean, centred, rowOffset, inverseDeviation: editor.add('Reciprocal', [deviation]) };
}

/** [items, columns, columns] of a centred [items, columns, frames]. */
function addCovariance(editor: GraphEditor, centred: string): string {
  const transposed = editor.add('Transpose', [centred], { perm: { ints: [0, 2, 1] } });
  const products = editor.add('MatMul', [centred, transposed]);
  const frames = editor.add('Shape', [centred], { start: { int: 2 } });
  return editor.add('Div', [products, editor.add('Cast', [frames], { to: { int: 1 } })]);
}

/**
 * Adds rows of the normalised result, from row `first` on, each multiplied by its scale:
 * [items, scales.length, frames].
 */
function addRows(
  editor: GraphEditor,
  /** `centred` has a row of ones below: [items, columns + 1, frames]. */
  { centred, rowOffset, inverseDeviation }: Moments,
  { matrix, gain, offset }: NormalisedLinear,
  first: number,
  scales: Float32Array,
): string {
  const { columns } = matrix;
  const end = first + scales.length;
  const gains = scales.map((scale, i) => scale * (gain[first + i] as number));
  const offsets = scales.map((scale, i) => scale * (offset[first + i] as number));
  const values = matrix.values.slice(first * columns, end * columns);
  const scaled = scaleRows({ rows: scales.length, columns, values }, gains);
  const weights = editor.add('Mul', [
    ...[editor.floats([scales.length, columns], scaled), inverseDeviation],
  ]);
  const rows = editor.add('Slice', [
    ...[rowOffset, editor.ints([first]), editor.ints([end]), editor.ints([1])],
  ]);
  const scaledOffset = editor.add('Mul', [rows, editor.floats([scales.length, 1], gains)]);
  const bias = editor.add('Add', [
    editor.add('Mul', [scaledOffset, inverseDeviation]),
    editor.floats([scales.length, 1], offsets),
  ]);
  const weightsAndBias = editor.add('Concat', [weights, bias], { axis: { int: 2 } });
  return editor.add('MatMul', [weightsAndBias, centred]);
}
