import type { GraphEditor, Weights } from '../onnx/graph-editor.ts';
import type { OnnxNode } from '../onnx/onnx-messages.ts';

/**
 * Splits a convolution followed by a gated linear unit (Dauphin et al. 2017, "Language Modeling with Gated
 * Convolutional Networks") into two convolutions, one for the values and one for the gates. No output
 * needs to be split any more, and ONNX Runtime fuses the sigmoid into the second convolution.
 */
export function splitGlu(editor: GraphEditor, convolutionName: string): void {
  const convolution = editor.node(convolutionName, 'Conv');
  const split = editor.consumerOf(convolution.outputs[0] as string, 'Split');
  const sigmoid = editor.consumerOf(split.outputs[1] as string, 'Sigmoid');
  const product = editor.consumerOf(split.outputs[0] as string, 'Mul');
  const value = addHalf(editor, convolution, 0);
  const gate = editor.add('Sigmoid', [addHalf(editor, convolution, 1)]);
  for (const node of [convolution, split, sigmoid, product]) editor.remove(node);
  editor.add('Mul', [value, gate], {}, { output: product.outputs[0] as string });
}

function addHalf(editor: GraphEditor, convolution: OnnxNode, half: 0 | 1): string {
  const kernel = halfOf(editor.weightsOf(convolution, 1), half);
  const bias = halfOf(editor.weightsOf(convolution, 2), half);
  return editor.addLike(convolution, [
    ...[convolution.inputs[0] as string, editor.floats(kernel.dims, kernel.values)],
    editor.floats(bias.dims, bias.values),
  ]);
}

/** The first or second half of the output channels: [rows, …] becomes [rows / 2, …]. */
export function halfOf({ dims, values }: Weights, half: 0 | 1): Weights {
  const [rows = 0, ...others] = dims;
  const size = values.length / 2;
  return {
    dims: [rows / 2, ...others],
    values: values.slice(half * size, (half + 1) * size),
  };
}
