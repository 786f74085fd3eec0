import type { GraphEditor, Weights } from '../onnx/graph-editor.ts';
import type { Plane } from './plane.ts';
import { halfOf } from './split-gate.ts';

/**
 * Winograd's F(4, 3): four sums of three products from six products, instead of twelve. The matrices
 * are those of Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks" (2015), 4.3.
 */
const outputs = 4;
const products = 6;
const taps = 3;
const ofInput = [
  [4, 0, -5, 0, 1, 0],
  [0, -4, -4, 1, 1, 0],
  [0, 4, -4, -1, 1, 0],
  [0, -2, -1, 2, 1, 0],
  [0, 2, -1, -2, 1, 0],
  [0, 4, 0, -5, 0, 1],
] as const;
const ofKernel = [
  [1 / 4, 0, 0],
  [-1 / 6, -1 / 6, -1 / 6],
  [-1 / 6, 1 / 6, -1 / 6],
  [1 / 24, 1 / 12, 1 / 6],
  [1 / 24, -1 / 12, 1 / 6],
  [0, 0, 1],
] as const;
const ofOutput = [
  [1, 1, 1, 1, 1, 0],
  [0, 1, -1, 2, -2, 0],
  [0, 1, 1, 4, 4, 0],
  [0, 1, -1, 8, -8, 1],
] as const;
/** Whose share in each of the outputs is one: a bias added to it is added to all. */
const biased = 1;

/** So many bins are transformed by one matrix: more make more products with zero, fewer more copies. */
const maxBins = 16;

/**
 * A gated convolution of kernel 3 × 3, as `splitGate` finds it, with half the products: four bins
 * at a time become six, in which it is six convolutions of kernel 1 × 3, whose results become the
 * four bins.
 * @param plane what is convolved; its bins come in fours, and if they are many in sixteens.
 */
export function winogradGate(editor: GraphEditor, convolutionName: string, plane: Plane): void {
  const convolution = editor.node(convolutionName, 'Conv');
  const split = editor.consumerOf(convolution.outputs[0] as string, 'Split');
  const product = editor.consumerOf(split.outputs[0] as string, 'Mul');
  const x = addInputs(editor, convolution.inputs[0] as string, plane);
  const [kernel, bias] = [editor.weightsOf(convolution, 1), editor.weightsOf(convolution, 2)];
  const [value, gate] = ([0, 1] as const).map((half) =>
    addConvolution(editor, x, halfOf(kernel, half), halfOf(bias, half), plane),
  ) as [string, string];
  editor.remove(product);
  const gated = [value, editor.add('Sigmoid', [gate])];
  editor.add('Mul', gated, {}, { output: product.outputs[0] as string });
}

/** [batch, products · channels, bins / outputs, frames] */
function addInputs(editor: GraphEditor, x: string, { channels, bins, frames }: Plane): string {
  const height = Math.min(bins, maxBins);
  const [groups, tiles] = [bins / height, height / outputs];
  const window = height + taps - 1;
  const places = Array.from(
    { length: groups * window },
    (_, i) => Math.floor(i / window) * height + (i % window) - 1,
  );
  const inside = places.map((bin) => Math.min(Math.max(bin, 0), bins - 1));
  const windows = editor.add('Gather', [x, editor.ints(inside, [groups, window])], {
    axis: { int: 2 },
  });
  const matrices = new Float32Array(groups * products * tiles * window);
  for (let at = 0; at < matrices.length; at++) {
    const row = Math.floor(at / window) % (products * tiles);
    const group = Math.floor(at / window / (products * tiles));
    const place = (at % window) - outputs * (row % tiles);
    const bin = places[group * window + (at % window)] as number;
    // Beyond the plane there is nothing: whatever stands there for it counts as zero.
    const isInside = bin >= 0 && bin < bins;
    if (isInside) matrices[at] = ofInput[Math.floor(row / tiles)]?.[place] ?? 0;
  }
  const matrix = editor.floats([1, 1, groups, products * tiles, window], matrices);
  const transformed = editor.add('MatMul', [matrix, windows]);
  const shape = editor.ints([-1, channels, groups, products, tiles * frames]);
  const apart = editor.add('Reshape', [transformed, shape]);
  const turned = editor.add('Transpose', [apart], { perm: { ints: [0, 3, 1, 2, 4] } });
  const joined = editor.ints([-1, products * channels, bins / outputs, frames]);
  return editor.add('Reshape', [turned, joined]);
}

/** [batch, rows of the kernel, bins, frames] */
function addConvolution(
  editor: GraphEditor,
  x: string,
  kernel: Weights,
  bias: Weights,
  { bins, frames }: Plane,
): string {
  const [rows = 0, columns = 0] = kernel.dims;
  const biases = new Float32Array(products * rows);
  biases.set(bias.values, biased * rows);
  const convolved = editor.add(
    'Conv',
    [
      ...[x, editor.floats([products * rows, columns, 1, taps], transformedKernels(kernel))],
      editor.floats([products * rows], biases),
    ],
    {
      ...{ kernel_shape: { ints: [1, taps] }, pads: { ints: [0, 1, 0, 1] } },
      group: { int: products },
    },
  );
  const tiles = bins / outputs;
  const flat = editor.add('Reshape', [
    ...[convolved, editor.ints([-1, products, rows * tiles * frames])],
  ]);
  const matrix = editor.floats([outputs, products], Float32Array.from(ofOutput.flat()));
  const transformed = editor.add('MatMul', [matrix, flat]);
  const shape = editor.ints([-1, outputs, rows * tiles, frames]);
  const apart = editor.add('Reshape', [transformed, shape]);
  const beside = editor.add('Transpose', [apart], { perm: { ints: [0, 2, 1, 3] } });
  return editor.add('Reshape', [beside, editor.ints([-1, rows, bins, frames])]);
}

/** [products · rows, columns, 1, taps] of a kernel [rows, columns, taps, taps]. */
function transformedKernels({ values }: Weights): Float32Array {
  const size = values.length / taps;
  return Float32Array.from({ length: products * size }, (_, at) => {
    const factors = ofKernel[Math.floor(at / size)] as readonly number[];
    const [filter, frame] = [Math.floor((at % size) / taps), at % taps];
    return factors.reduce(
      (sum, factor, bin) => sum + factor * (values[(filter * taps + bin) * taps + frame] as number),
      0,
    );
  });
}
