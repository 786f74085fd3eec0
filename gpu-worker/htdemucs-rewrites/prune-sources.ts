import type { GraphEditor } from '../onnx/graph-editor.ts';

/** The one source to keep. */
export interface OneSource {
  readonly index: number;
  /** How many sources the network has. */
  readonly of: number;
}

/** The last layer of each branch, and the reshape that splits its channels into sources. */
const lastLayers = [
  ['/decoder.3', '/Reshape_4'],
  ['/tdecoder.3', '/Reshape_5'],
] as const;

/** Removes the other sources' channels from the last layer of both branches; only there do they differ. */
export function pruneSources(editor: GraphEditor, { index, of }: OneSource): void {
  for (const [layer, reshape] of lastLayers) {
    const last = editor.node(`${layer}/conv_tr/ConvTranspose`, 'ConvTranspose');
    const bias = editor.weightsOf(last, 2).values;
    const { dims, values } = editor.weightsOf(last, 1);
    const [columns = 0, rows = 0, ...kernel] = dims;
    const keptRows = rows / of;
    const block = values.length / columns / of;
    const kernels = Float32Array.from(
      { length: columns * block },
      (_, i) => values[(Math.floor(i / block) * of + index) * block + (i % block)] as number,
    );
    last.inputs[1] = editor.floats([columns, keptRows, ...kernel], kernels);
    last.inputs[2] = editor.floats(
      [keptRows],
      bias.slice(index * keptRows, (index + 1) * keptRows),
    );
    // [batch, channels, …] becomes [batch, 1, channels, …].
    const split = editor.node(reshape, 'Reshape');
    split.opType = 'Unsqueeze';
    split.attributes = [];
    split.inputs[1] = editor.ints([1]);
  }
  for (const { type } of editor.graph.outputs) {
    const sources = type?.tensor?.shape?.dims[1];
    if (sources) sources.size = 1;
  }
}
