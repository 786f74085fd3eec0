import type { GraphEditor } from '../onnx/graph-editor.ts';

/** The one source that is wanted: which, of how many. */
export interface OneSource {
  readonly index: number;
  readonly of: number;
}

/** The last layer of each branch, and where its channels are told apart by source. */
const lastLayers = [
  ['/decoder.3', '/Reshape_4'],
  ['/tdecoder.3', '/Reshape_5'],
] as const;

/** Leaves out the other sources, which come apart only in the last layer of either branch. */
export function pruneSources(editor: GraphEditor, { index, of }: OneSource): void {
  for (const [layer, reshape] of lastLayers) {
    const last = editor.node(`${layer}/conv_tr/ConvTranspose`, 'ConvTranspose');
    const bias = editor.weightsOf(last, 2).values;
    const { dims, values } = editor.weightsOf(last, 1);
    const [columns = 0, rows = 0, ...kernel] = dims;
    const kept = rows / of;
    const block = values.length / columns / of;
    const kernels = Float32Array.from(
      { length: columns * block },
      (_, i) => values[(Math.floor(i / block) * of + index) * block + (i % block)] as number,
    );
    last.inputs[1] = editor.floats([columns, kept, ...kernel], kernels);
    last.inputs[2] = editor.floats([kept], bias.slice(index * kept, (index + 1) * kept));
    const toldApart = editor.node(reshape, 'Reshape');
    toldApart.opType = 'Unsqueeze';
    toldApart.attributes = [];
    toldApart.inputs[1] = editor.ints([1]);
  }
  for (const { type } of editor.graph.outputs) {
    const sources = type?.tensor?.shape?.dims[1];
    if (sources) sources.size = 1;
  }
}
