import type { GraphEditor } from '../onnx/graph-editor.ts';
import { centreColumns, gramOf, type Matrix, scaleRows } from './linear-moments.ts';

const epsilon = 1e-5;

/**
 * The end of one residual layer of HTDemucs: a convolution of kernel 1 from few channels to many,
 * normalisation over all channels and frames, a gate, a scale, and the sum with the layer's input.
 * Mean and variance of the many channels follow from those of the few, for the convolution is
 * linear; so normalisation and scale go into a small matrix per item, and the many channels are
 * written four times instead of nine.
 * @param layer such as `/encoder.0/dconv/layers.1`.
 */
export function mergeGatedNorm(editor: GraphEditor, layer: string): void {
  const { x, linear, scales, residual, sum } = gatedNormOf(editor, layer);
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

/** The end of a residual layer: its constants, the few channels `x`, and where it ends. */
export function gatedNormOf(editor: GraphEditor, layer: string) {
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

/** `gain · normalised(matrix · x + bias) + offset`, row by row. */
export interface NormalisedLinear {
  readonly matrix: Matrix;
  readonly bias: Float32Array;
  readonly gain: Float32Array;
  readonly offset: Float32Array;
}

interface Moments {
  /** [items, columns, 1]: of the input, over the frames. */
  readonly mean: string;
  /** [items, columns, frames]: the input less its mean. */
  readonly centred: string;
  /** [items, rows, 1]: how far the mean of each row of the result lies above the mean of all. */
  readonly lift: string;
  /** [items, 1, 1]: one over the standard deviation of the whole result. */
  readonly inverseDeviation: string;
}

function matrixOf(values: Float32Array, { dims: [rows = 1] }: { dims: readonly number[] }): Matrix {
  return { rows, columns: values.length / rows, values };
}

/** Mean and variance of `matrix · x + bias` from those of x [items, columns, frames]. */
export function addMoments(
  editor: GraphEditor,
  x: string,
  { matrix, bias }: NormalisedLinear,
): Moments {
  const { rows, columns } = matrix;
  const mean = editor.add('ReduceMean', [x], { axes: { ints: [2] } });
  const centred = editor.add('Sub', [x, mean]);
  const gram = editor.floats([columns, columns], gramOf(matrix));
  const spread = editor.add('Mul', [addCovariance(editor, centred), gram]);
  const within = editor.add('ReduceSum', [spread, editor.ints([1, 2])]);
  const relative = editor.floats([rows, columns], centreColumns(matrix));
  const relativeBias = centreColumns({ rows, columns: 1, values: bias });
  const lift = editor.add('Add', [
    ...[editor.add('MatMul', [relative, mean]), editor.floats([rows, 1], relativeBias)],
  ]);
  const squared = editor.add('Mul', [lift, lift]);
  const between = editor.add('ReduceMean', [squared], { axes: { ints: [1] } });
  const variance = editor.add('Add', [within, between]);
  const floor = editor.floats([1], Float32Array.of(epsilon));
  const deviation = editor.add('Sqrt', [editor.add('Add', [variance, floor])]);
  return { mean, centred, lift, inverseDeviation: editor.add('Reciprocal', [deviation]) };
}

/** [items, columns, columns] of a centred [items, columns, frames]. */
function addCovariance(editor: GraphEditor, centred: string): string {
  const turned = editor.add('Transpose', [centred], { perm: { ints: [0, 2, 1] } });
  const products = editor.add('MatMul', [centred, turned]);
  const shape = editor.add('Shape', [centred], { start: { int: 2 } });
  return editor.add('Div', [products, editor.add('Cast', [shape], { to: { int: 1 } })]);
}

/** As many rows of the result as there are scales, each times its scale. */
function addRows(
  editor: GraphEditor,
  /** Centred and, below, a row of ones. */
  { centred, lift, inverseDeviation }: Moments,
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
    ...[lift, editor.ints([first]), editor.ints([end]), editor.ints([1])],
  ]);
  const lifted = editor.add('Mul', [rows, editor.floats([scales.length, 1], gains)]);
  const rest = editor.add('Add', [
    editor.add('Mul', [lifted, inverseDeviation]),
    editor.floats([scales.length, 1], offsets),
  ]);
  const joined = editor.add('Concat', [weights, rest], { axis: { int: 2 } });
  return editor.add('MatMul', [joined, centred]);
}
