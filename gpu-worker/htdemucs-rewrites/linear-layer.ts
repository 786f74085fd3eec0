import type { GraphEditor, Weights } from '../onnx/graph-editor.ts';

/** Domain of the operators that ONNX Runtime adds to standard ONNX. */
export const runtimeDomain = 'com.microsoft';

/**
 * Precisions of the transformer's large matrix products: weights of 32-bit floats, or of 8 or 7 bits, with
 * which ONNX Runtime multiplies integers. `int8-weights` only stores 8 bits: whether integers or floats are
 * multiplied is left to what opens the file.
 */
export const precisions = ['float32', 'int8', 'int7', 'int8-weights'] as const;
export type Precision = (typeof precisions)[number];

/**
 * Adds `x · weights + bias` and returns its output's name.
 * @param x [batch, items, rows].
 * @param weights [rows, columns].
 * @param bias [columns].
 */
export function addLinear(
  editor: GraphEditor,
  precision: Precision,
  x: string,
  { dims, values }: Weights,
  bias?: Float32Array,
): string {
  if (precision === 'int8' || precision === 'int7')
    return addQuantised(editor, precision, x, { dims, values }, bias);
  const product = editor.add('MatMul', [x, addWeights(editor, precision, { dims, values })]);
  if (!bias) return product;
  return editor.add('Add', [product, editor.floats([bias.length], bias)]);
}

/**
 * The largest quantised weight. AVX2 adds two products of an unsigned and a signed 8-bit integer in a
 * signed 16-bit integer: 2 · 255 · 127 overflows it, 2 · 255 · 63 does not.
 */
const maxLevel = { int8: 127, int7: 63 } as const;

/** The weights are quantised with one scale per column; x is quantised with one scale at run time. */
function addQuantised(
  editor: GraphEditor,
  precision: keyof typeof maxLevel,
  x: string,
  weights: Weights,
  bias?: Float32Array,
): string {
  const inputs = [
    x,
    ...quantise(editor, weights, maxLevel[precision]),
    '',
    ...(bias ? [editor.floats([bias.length], bias)] : []),
  ];
  return editor.add('DynamicQuantizeMatMul', inputs, {}, { domain: runtimeDomain });
}

function addWeights(
  editor: GraphEditor,
  precision: 'float32' | 'int8-weights',
  weights: Weights,
): string {
  if (precision === 'float32') return editor.floats(weights.dims, weights.values);
  const perColumn = { axis: { int: 1 } };
  return editor.add('DequantizeLinear', quantise(editor, weights, maxLevel.int8), perColumn);
}

/** Names of the quantised weights and of the scales of their columns. */
function quantise(editor: GraphEditor, { dims, values }: Weights, max: number): [string, string] {
  const columns = dims[1] ?? 0;
  const scales = columnScales(values, columns, max);
  const levels = Int8Array.from(values, (value, i) =>
    Math.round(value / (scales[i % columns] as number)),
  );
  return [editor.int8s(dims, levels), editor.floats([columns], scales)];
}

/** The quantisation step of each column: its largest absolute weight is `max` steps. */
function columnScales(values: Float32Array, columns: number, max: number): Float32Array {
  const scales = new Float32Array(columns);
  for (const [i, value] of values.entries()) {
    const column = i % columns;
    scales[column] = Math.max(scales[column] as number, Math.abs(value) / max);
  }
  return scales.map((scale) => scale || 1);
}
