import type { GraphEditor } from '../onnx/graph-editor.ts';
import { columnMeans } from './linear-moments.ts';
import { addMoments, gatedNormOf, type NormalisedLinear } from './merge-gated-norm.ts';
import { type Plane, planeOf } from './plane.ts';

/** ONNX Runtime's blocked convolutions take inputs whose channels come in eights. */
const block = 8;

/**
 * Both residual layers of a level of the frequency branch, for the whole plane [batch, channels, bins,
 * frames]: PyTorch turns it so that every bin is an item of its own, and back afterwards. Only the few
 * channels within a layer need that, for each bin has its own mean and deviation. Divided by
 * the deviation, and with what the bias and the mean have become beside them, they are widened again
 * by convolutions of kernel 1 whose weights are the same for every bin.
 * @param level such as `/encoder.0`.
 */
export function mergePlaneNorm(editor: GraphEditor, level: string): void {
  const [plane = ''] = editor.node(`${level}/Transpose`, 'Transpose').inputs;
  const end = editor.node(`${level}/Transpose_1`, 'Transpose').outputs[0] as string;
  const size = planeOf(editor, level);
  const between = addLayer(editor, `${level}/dconv/layers.0`, plane, size);
  editor.replace(end, addLayer(editor, `${level}/dconv/layers.1`, between, size));
}

function addLayer(editor: GraphEditor, layer: string, plane: string, size: Plane): string {
  narrowPlane(editor, layer, plane, size);
  const { x, linear, scales } = gatedNormOf(editor, layer);
  const few = addScaled(editor, x, linear, size);
  const half = linear.matrix.rows / 2;
  const ones = scales.map(() => 1);
  const gate = editor.add('Sigmoid', [addWidened(editor, few, linear, half, ones)]);
  const gated = editor.add('Mul', [addWidened(editor, few, linear, 0, scales), gate]);
  return editor.add('Add', [plane, gated]);
}

/** The layer's first convolution, of each bin by itself, on the plane; what reads it gets the bins as items. */
function narrowPlane(editor: GraphEditor, layer: string, plane: string, { frames }: Plane): void {
  const depth = Number(layer.at(-1));
  const convolution = editor.node(`${layer}/layers.${depth}.0/Conv`, 'Conv');
  const { dims, values } = editor.weightsOf(convolution, 1);
  const [few = 0, many = 0, taps = 0] = dims;
  const dilation = 2 ** depth;
  const reach = (dilation * (taps - 1)) / 2;
  const narrow = editor.add(
    'Conv',
    [plane, editor.floats([few, many, 1, taps], values), convolution.inputs[2] as string],
    {
      kernel_shape: { ints: [1, taps] },
      dilations: { ints: [1, dilation] },
      pads: { ints: [0, reach, 0, reach] },
    },
  );
  const turned = editor.add('Transpose', [narrow], { perm: { ints: [0, 2, 1, 3] } });
  const items = editor.add('Reshape', [turned, editor.ints([-1, few, frames])]);
  editor.replace(convolution.outputs[0] as string, items);
}

/**
 * The plane of what `addWidened` reads: x, one, and the mean of its widened self, each over the
 * deviation of that; and copies that have no weight, to make eights.
 */
function addScaled(
  editor: GraphEditor,
  x: string,
  linear: NormalisedLinear,
  { bins, frames }: Plane,
): string {
  const { matrix, bias } = linear;
  const { mean, inverseDeviation } = addMoments(editor, x, linear);
  const weights = editor.floats([1, matrix.columns], columnMeans(matrix));
  const meanBias = columnMeans({ rows: matrix.rows, columns: 1, values: bias });
  const meanOfAll = editor.add('Add', [
    ...[editor.add('MatMul', [weights, mean]), editor.floats([1], meanBias)],
  ]);
  const scaledMean = editor.add('Mul', [meanOfAll, inverseDeviation]);
  const copies = Array.from({ length: paddedColumns(linear) - matrix.columns - 2 }).fill(
    scaledMean,
  );
  const ends = editor.add('Concat', [inverseDeviation, scaledMean, ...(copies as string[])], {
    axis: { int: 1 },
  });
  const spread = editor.add('Expand', [ends, editor.ints([1, 1, frames])]);
  const scaled = editor.add('Mul', [x, inverseDeviation]);
  const joined = editor.add('Concat', [scaled, spread], { axis: { int: 1 } });
  const rows = editor.ints([-1, bins, paddedColumns(linear), frames]);
  const turned = editor.add('Reshape', [joined, rows]);
  return editor.add('Transpose', [turned], { perm: { ints: [0, 2, 1, 3] } });
}

/** x, one and the mean, to a multiple of a block. */
function paddedColumns({ matrix }: NormalisedLinear): number {
  return block * Math.ceil((matrix.columns + 2) / block);
}

/** As many rows of the normalised result as there are scales, each times its scale. */
function addWidened(
  editor: GraphEditor,
  few: string,
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
    const ends = [bias[row] as number, -1];
    const values = matrix.values.subarray(row * matrix.columns, (row + 1) * matrix.columns);
    weights.set(
      [...values, ...ends].map((value) => factor * value),
      i * columns,
    );
  }
  const offsets = scales.map((scale, i) => scale * (offset[first + i] as number));
  return editor.add('Conv', [
    ...[few, editor.floats([scales.length, columns, 1, 1], weights)],
    editor.floats([scales.length], offsets),
  ]);
}
