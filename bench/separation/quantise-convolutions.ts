import { GraphEditor } from '../../gpu-worker/onnx/graph-editor.ts';
import type { OnnxModel, OnnxNode } from '../../gpu-worker/onnx/onnx-messages.ts';
import { tidyGraph } from '../../gpu-worker/onnx/tidy-graph.ts';

/** Smaller ones are not worth the rounding of their input. */
const minWeights = 1 << 14;

/**
 * Computes the large convolutions with 8-bit integers: their weights with a step per channel, their
 * input with one step that is found while the network runs. A trial that lost.
 */
export function quantiseConvolutions(model: OnnxModel): void {
  const editor = new GraphEditor(model);
  for (const node of [...model.graph.nodes]) {
    if (node.opType !== 'Conv') continue;
    const { dims, values } = editor.weightsOf(node, 1);
    if (values.length < minWeights) continue;
    const rows = dims[0] ?? 1;
    const steps = stepsOf(values, rows);
    const rowLength = values.length / rows;
    const levels = Int8Array.from(values, (value, i) =>
      Math.round(value / (steps[Math.floor(i / rowLength)] as number)),
    );
    replace(editor, node, editor.int8s(dims, levels), steps, dims.length);
  }
  tidyGraph(model.graph);
}

/** The step of each row, so that its greatest weight is 127 steps. */
function stepsOf(values: Float32Array, rows: number): Float32Array {
  const rowLength = values.length / rows;
  return Float32Array.from({ length: rows }, (_, row) => {
    const weights = values.subarray(row * rowLength, (row + 1) * rowLength);
    return weights.reduce((max, weight) => Math.max(max, Math.abs(weight)), 1e-12) / 127;
  });
}

function replace(
  editor: GraphEditor,
  node: OnnxNode,
  levels: string,
  steps: Float32Array,
  rank: number,
): void {
  const perChannel = [1, steps.length, ...new Array<number>(rank - 2).fill(1)];
  const input = editor.add('DynamicQuantizeLinear', [node.inputs[0] as string]);
  const [inputStep, inputZero] = [`${input}/step`, `${input}/zero`];
  editor.graph.nodes.at(-1)?.outputs.push(inputStep, inputZero);
  const sums = editor.addLike({ ...node, opType: 'ConvInteger' }, [input, levels, inputZero]);
  const floats = editor.add('Cast', [sums], { to: { int: 1 } });
  const step = editor.add('Mul', [editor.floats(perChannel, steps), inputStep]);
  const scaled = editor.add('Mul', [floats, step]);
  const bias = editor.floats(perChannel, editor.weightsOf(node, 2).values);
  editor.remove(node);
  editor.add('Add', [scaled, bias], {}, { output: node.outputs[0] as string });
}
