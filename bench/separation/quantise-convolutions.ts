import { GraphEditor } from '../../gpu-worker/onnx/graph-editor.ts';
import type { OnnxModel, OnnxNode } from '../../gpu-worker/onnx/onnx-messages.ts';
import { tidyGraph } from '../../gpu-worker/onnx/tidy-graph.ts';

/** Smaller convolutions gain too little for the rounding of their input. */
const minWeights = 1 << 14;

/**
 * Computes the large convolutions with 8-bit integers: weights with one scale per output channel, inputs
 * with one scale that is computed at run time. Slower and less accurate, so the product does not use it.
 */
export function quantiseConvolutions(model: OnnxModel): void {
  const editor = new GraphEditor(model);
  for (const node of [...model.graph.nodes]) {
    if (node.opType !== 'Conv') continue;
    const { dims, values } = editor.weightsOf(node, 1);
    if (values.length < minWeights) continue;
    const rows = dims[0] ?? 1;
    const scales = scalesOf(values, rows);
    const rowLength = values.length / rows;
    const levels = Int8Array.from(values, (value, i) =>
      Math.round(value / (scales[Math.floor(i / rowLength)] as number)),
    );
    replace(editor, node, editor.int8s(dims, levels), scales, dims.length);
  }
  tidyGraph(model.graph);
}

/** The scale of each row, so that its largest absolute weight is 127. */
function scalesOf(values: Float32Array, rows: number): Float32Array {
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
  scales: Float32Array,
  rank: number,
): void {
  const perChannel = [1, scales.length, ...new Array<number>(rank - 2).fill(1)];
  const input = editor.add('DynamicQuantizeLinear', [node.inputs[0] as string]);
  const [inputScale, inputZero] = [`${input}/scale`, `${input}/zero`];
  editor.graph.nodes.at(-1)?.outputs.push(inputScale, inputZero);
  const sums = editor.addLike({ ...node, opType: 'ConvInteger' }, [input, levels, inputZero]);
  const floats = editor.add('Cast', [sums], { to: { int: 1 } });
  const scale = editor.add('Mul', [editor.floats(perChannel, scales), inputScale]);
  const scaled = editor.add('Mul', [floats, scale]);
  const bias = editor.floats(perChannel, editor.weightsOf(node, 2).values);
  editor.remove(node);
  editor.add('Add', [scaled, bias], {}, { output: node.outputs[0] as string });
}
