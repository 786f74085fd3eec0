import type { GraphEditor, Weights } from '../onnx/graph-editor.ts';

/** The set of operators that ONNX Runtime adds to those of ONNX. */
export const runtimeDomain = 'com.microsoft';

/** How the large matrix products of the transformer are computed. */
export const precisions = ['float32', 'int8', 'int7'] as const;
export type Precision = (typeof precisions)[number];

/** Adds `x · weights + bias`; x is [1, items, rows of the weights]. */
export function addLinear(
  editor: GraphEditor,
  precision: Precision,
  x: string,
  { dims, values }: Weights,
  bias?: Float32Array,
): string {
  if (precision !== 'float32') return addQuantised(editor, precision, x, { dims, values }, bias);
  const product = editor.add('MatMul', [x, editor.floats(dims, values)]);
  if (!bias) return product;
  return editor.add('Add', [product, editor.floats([bias.length], bias)]);
}

/**
 * How far the weights reach. AVX2 adds up two products of 8-bit numbers in 16 bits, where 255 · 127
 * twice is too much; twice 255 · 63 is not.
 */
const maxLevel = { int8: 127, int7: 63 } as const;

/** Each column of the weights has a scale of its own; x gets one while the network runs. */
function addQuantised(
  editor: GraphEditor,
  precision: keyof typeof maxLevel,
  x: string,
  { dims, values }: Weights,
  bias?: Float32Array,
): string {
  const columns = dims[1] ?? 0;
  const scales = columnScales(values, columns, maxLevel[precision]);
  const levels = Int8Array.from(values, (value, i) =>
    Math.round(value / (scales[i % columns] as number)),
  );
  const inputs = [
    x,
    editor.int8s(dims, levels),
    editor.floats([columns], scales),
    '',
    ...(bias ? [editor.floats([columns], bias)] : []),
  ];
  return editor.add('DynamicQuantizeMatMul', inputs, {}, { domain: runtimeDomain });
}

/** The step of each column, so that its greatest weight is `levels` steps. */
function columnScales(values: Float32Array, columns: number, levels: number): Float32Array {
  const scales = new Float32Array(columns);
  for (const [i, value] of values.entries()) {
    const column = i % columns;
    scales[column] = Math.max(scales[column] as number, Math.abs(value) / levels);
  }
  return scales.map((scale) => scale || 1);
}
