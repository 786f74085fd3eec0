import type { GraphEditor, Weights } from '../onnx/graph-editor.ts';
import type { FeatureMap } from './feature-map.ts';
import { halfOf } from './split-glu.ts';

/**
 * Winograd's F(4, 3): four outputs of a filter of three taps from six products instead of twelve. The
 * transforms are those of Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks" (2015),
 * 4.3: Bᵀ of the data, G of the filter, Aᵀ of the products.
 */
const outputBins = 4;
const products = 6;
const taps = 3;
const dataTransform = [
  [4, 0, -5, 0, 1, 0],
  [0, -4, -4, 1, 1, 0],
  [0, 4, -4, -1, 1, 0],
  [0, -2, -1, 2, 1, 0],
  [0, 2, -1, -2, 1, 0],
  [0, 4, 0, -5, 0, 1],
] as const;
const filterTransform = [
  [1 / 4, 0, 0],
  [-1 / 6, -1 / 6, -1 / 6],
  [-1 / 6, 1 / 6, -1 / 6],
  [1 / 24, 1 / 12, 1 / 6],
  [1 / 24, -1 / 12, 1 / 6],
  [0, 0, 1],
] as const;
const outputTransform = [
  [1, 1, 1, 1, 1, 0],
  [0, 1, -1, 2, -2, 0],
  [0, 1, 1, 4, 4, 0],
  [0, 1, -1, 8, -8, 1],
] as const;
/** The product that enters every output with factor 1, so that a bias added to it reaches every output. */
const biasProduct = 1;

/** Bins transformed by one matrix. More bins mean more products with zero; fewer mean more copies. */
const maxGroupBins = 16;

/**
 * Computes a convolution of kernel 3 × 3 followed by a gated linear unit, as `splitGlu` finds it, with half
 * the products. Groups of four output bins become six products; the products are a grouped convolution
 * of kernel 1 × 3.
 * @param shape of the convolution's input. The bins are a multiple of 4, and of 16 if there are more than 16.
 */
export function winogradGlu(editor: GraphEditor, convolutionName: string, shape: FeatureMap): void {
  const convolution = editor.node(convolutionName, 'Conv');
  const split = editor.consumerOf(convolution.outputs[0] as string, 'Split');
  const product = editor.consumerOf(split.outputs[0] as string, 'Mul');
  const x = addTransformedData(editor, convolution.inputs[0] as string, shape);
  const [kernel, bias] = [editor.weightsOf(convolution, 1), editor.weightsOf(convolution, 2)];
  const [value, gate] = ([0, 1] as const).map((half) =>
    addConvolution(editor, x, halfOf(kernel, half), halfOf(bias, half), shape),
  ) as [string, string];
  editor.remove(product);
  const gated = [value, editor.add('Sigmoid', [gate])];
  editor.add('Mul', gated, {}, { output: product.outputs[0] as string });
}

/** [batch, channels, bins, frames] to [batch, products · channels, bins / outputBins, frames]. */
function addTransformedData(
  editor: GraphEditor,
  x: string,
  { channels, bins, frames }: FeatureMap,
): string {
  const groupBins = Math.min(bins, maxGroupBins);
  const [groups, tiles] = [bins / groupBins, groupBins / outputBins];
  // Neighbouring groups share the bins that the filter reaches beyond their own.
  const window = groupBins + taps - 1;
  const sourceBins = Array.from(
    { length: groups * window },
    (_, i) => Math.floor(i / window) * groupBins + (i % window) - 1,
  );
  const clamped = sourceBins.map((bin) => Math.min(Math.max(bin, 0), bins - 1));
  const windows = editor.add('Gather', [x, editor.ints(clamped, [groups, window])], {
    axis: { int: 2 },
  });
  const matrices = new Float32Array(groups * products * tiles * window);
  for (let i = 0; i < matrices.length; i++) {
    const row = Math.floor(i / window) % (products * tiles);
    const group = Math.floor(i / window / (products * tiles));
    const column = (i % window) - outputBins * (row % tiles);
    const bin = sourceBins[group * window + (i % window)] as number;
    // The convolution is zero-padded, so bins that were clamped count as zero.
    const isInside = bin >= 0 && bin < bins;
    if (isInside) matrices[i] = dataTransform[Math.floor(row / tiles)]?.[column] ?? 0;
  }
  const matrix = editor.floats([1, 1, groups, products * tiles, window], matrices);
  const transformed = editor.add('MatMul', [matrix, windows]);
  const splitShape = editor.ints([-1, channels, groups, products, tiles * frames]);
  const split = editor.add('Reshape', [transformed, splitShape]);
  const transposed = editor.add('Transpose', [split], { perm: { ints: [0, 3, 1, 2, 4] } });
  const joinedShape = editor.ints([-1, products * channels, bins / outputBins, frames]);
  return editor.add('Reshape', [transposed, joinedShape]);
}

/** The transformed data to [batch, rows of the kernel, bins, frames]. */
function addConvolution(
  editor: GraphEditor,
  x: string,
  kernel: Weights,
  bias: Weights,
  { bins, frames }: FeatureMap,
): string {
  const [rows = 0, columns = 0] = kernel.dims;
  const biases = new Float32Array(products * rows);
  biases.set(bias.values, biasProduct * rows);
  const convolved = editor.add(
    'Conv',
    [
      ...[x, editor.floats([products * rows, columns, 1, taps], transformedFilters(kernel))],
      editor.floats([products * rows], biases),
    ],
    {
      ...{ kernel_shape: { ints: [1, taps] }, pads: { ints: [0, 1, 0, 1] } },
      group: { int: products },
    },
  );
  const tiles = bins / outputBins;
  const flat = editor.add('Reshape', [
    ...[convolved, editor.ints([-1, products, rows * tiles * frames])],
  ]);
  const matrix = editor.floats([outputBins, products], Float32Array.from(outputTransform.flat()));
  const transformed = editor.add('MatMul', [matrix, flat]);
  const splitShape = editor.ints([-1, outputBins, rows * tiles, frames]);
  const split = editor.add('Reshape', [transformed, splitShape]);
  const transposed = editor.add('Transpose', [split], { perm: { ints: [0, 2, 1, 3] } });
  return editor.add('Reshape', [transposed, editor.ints([-1, rows, bins, frames])]);
}

/** [products · rows, columns, 1, taps] of a kernel [rows, columns, taps, taps]. */
function transformedFilters({ values }: Weights): Float32Array {
  const size = values.length / taps;
  return Float32Array.from({ length: products * size }, (_, i) => {
    const factors = filterTransform[Math.floor(i / size)] as readonly number[];
    const [filter, frame] = [Math.floor((i % size) / taps), i % taps];
    return factors.reduce(
      (sum, factor, bin) => sum + factor * (values[(filter * taps + bin) * taps + frame] as number),
      0,
    );
  });
}
