import type { GraphEditor, Weights } from '../onnx/graph-editor.ts';
import { addLinear, type Precision, runtimeDomain } from './linear-layer.ts';

const headCount = 8;

/**
 * Replaces the attention of a transformer layer by ONNX Runtime's MultiHeadAttention, which never holds
 * the whole attention matrix [heads, frames, frames] (230 MB, three times), and folds the layer's scales
 * (LayerScale) into its weights.
 * @param layer such as `/crosstransformer/layers_t.1`; odd layers have cross-attention.
 */
export function fuseAttention(editor: GraphEditor, layer: string, precision: Precision): void {
  const depth = Number(layer.at(-1));
  const isCross = depth % 2 === 1;
  const attention = `${layer}/${isCross ? 'cross' : 'self'}_attn`;
  const query = editor.node(`${attention}/Transpose`, 'Transpose').inputs[0] as string;
  const context = isCross
    ? (editor.node(`${attention}/Transpose_1`, 'Transpose').inputs[0] as string)
    : query;
  const projection = projectionOf(editor, attention, isCross);
  const width = projection.bias.length / 3;
  const [queries, keys, values] = [query, context, context].map((x, i) =>
    addLinear(editor, precision, x, columnsOf(projection.weights, i * width, (i + 1) * width)),
  ) as [string, string, string];
  const bias = editor.floats([3 * width], projection.bias);
  const attended = editor.add(
    'MultiHeadAttention',
    [queries, keys, values, bias],
    { num_heads: { int: headCount } },
    { domain: runtimeDomain },
  );
  const out = editor.node(`${attention}/Gemm`, 'Gemm');
  replaceScaledSum(editor, `${layer}/gamma_1/Mul`, precision, attended, {
    weights: transposed(editor.weightsOf(out, 1)),
    bias: editor.weightsOf(out, 2).values,
  });
  fuseFeedForward(editor, layer, precision);
}

interface Linear {
  /** [inputs, outputs] */
  readonly weights: Weights;
  readonly bias: Float32Array;
}

function fuseFeedForward(editor: GraphEditor, layer: string, precision: Precision): void {
  const first = linearOf(editor, `${layer}/linear1/MatMul`);
  const { inputs, sum } = first;
  const hidden = addLinear(editor, precision, inputs[0] as string, first.weights, first.bias);
  editor.replace(sum.outputs[0] as string, hidden);
  const second = linearOf(editor, `${layer}/linear2/MatMul`);
  const x = second.inputs[0] as string;
  replaceScaledSum(editor, `${layer}/gamma_2/Mul`, precision, x, second);
}

/** A matrix product with constant weights, and the addition of its bias. */
function linearOf(editor: GraphEditor, productName: string) {
  const product = editor.node(productName, 'MatMul');
  const sum = editor.consumerOf(product.outputs[0] as string, 'Add');
  const bias = editor.weightsOf(sum).values;
  return { weights: editor.weightsOf(product, 1), bias, inputs: product.inputs, sum };
}

/** Adds `residual + scale · (x · weights + bias)` with the scale folded into weights and bias. */
function replaceScaledSum(
  editor: GraphEditor,
  scaleName: string,
  precision: Precision,
  x: string,
  { weights, bias }: Linear,
): void {
  const scale = editor.node(scaleName, 'Mul');
  const sum = editor.consumerOf(scale.outputs[0] as string, 'Add');
  const residual = sum.inputs.find((input) => input !== scale.outputs[0]) as string;
  const scales = editor.weightsOf(scale).values;
  const scaled = weights.values.map((value, i) => value * (scales[i % scales.length] as number));
  const scaledBias = bias.map((value, i) => value * (scales[i] as number));
  const y = addLinear(editor, precision, x, { dims: weights.dims, values: scaled }, scaledBias);
  editor.remove(sum);
  editor.add('Add', [residual, y], {}, { output: sum.outputs[0] as string });
}

/**
 * The projections to queries, keys and values side by side [width, 3 · width]. PyTorch exports them as one
 * parameter, as one product, or, for cross-attention, as two products.
 */
function projectionOf(editor: GraphEditor, attention: string, isCross: boolean): Linear {
  const parameter = `${attention.slice(1).replaceAll('/', '.')}.in_proj`;
  const whole = editor.parameter(`${parameter}_weight`);
  const wholeBias = editor.parameter(`${parameter}_bias`);
  if (whole && wholeBias) return { weights: transposed(whole), bias: wholeBias.values };
  const query = linearOf(editor, `${attention}/MatMul`);
  if (!isCross) return query;
  const keysAndValues = linearOf(editor, `${attention}/MatMul_1`);
  return {
    weights: transposed(stacked(transposed(query.weights), transposed(keysAndValues.weights))),
    bias: Float32Array.of(...query.bias, ...keysAndValues.bias),
  };
}

/** [a, columns] over [b, columns] gives [a + b, columns]. */
function stacked(upper: Weights, lower: Weights): Weights {
  const values = new Float32Array(upper.values.length + lower.values.length);
  values.set(upper.values);
  values.set(lower.values, upper.values.length);
  return { dims: [(upper.dims[0] ?? 0) + (lower.dims[0] ?? 0), upper.dims[1] ?? 0], values };
}

function transposed({ dims: [rows = 0, columns = 0], values }: Weights): Weights {
  const result = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    result[(i % columns) * rows + Math.floor(i / columns)] = values[i] as number;
  }
  return { dims: [columns, rows], values: result };
}

/** The columns from `from` to `to`: [rows, to − from]. */
function columnsOf(weights: Weights, from: number, to: number): Weights {
  const { dims, values } = transposed(weights);
  const rows = dims[1] ?? 0;
  return transposed({ dims: [to - from, rows], values: values.slice(from * rows, to * rows) });
}
