import type { GraphEditor } from '../onnx/graph-editor.ts';
import type { OnnxNode } from '../onnx/onnx-messages.ts';

/** Where PyTorch wrote the batch of one segment, with which it exported HTDemucs, into a shape. */
const reshapes = [
  ...[0, 1, 2, 3].flatMap((depth) => [
    `/encoder.${depth}/Reshape_1`,
    `/decoder.${depth}/Reshape_1`,
  ]),
  ...['/Reshape', '/Reshape_1', '/Reshape_2', '/Reshape_3'],
  ...['/crosstransformer/Reshape_5', '/crosstransformer/Reshape_8'],
];
/** Where sources are told apart, unless one alone is wanted. */
const sourceReshapes = ['/Reshape_4', '/Reshape_5'];

/**
 * Lets the network take any number of segments at a time. The shapes within the transformer's layers
 * are not spoken of: they go with `mergeAttention`.
 */
export function makeBatchDynamic(editor: GraphEditor): void {
  for (const name of reshapes) openShape(editor, editor.node(name, 'Reshape'));
  for (const name of sourceReshapes) {
    const node = editor.find(name);
    if (node?.opType === 'Reshape') openShape(editor, node);
  }
  // The table of frequencies is the same for every segment: adding broadcasts it.
  const table = editor.node('/Expand', 'Expand');
  editor.replace(table.outputs[0] as string, table.inputs[0] as string);
  for (const { type } of [...editor.graph.inputs, ...editor.graph.outputs]) {
    const [batch] = type?.tensor?.shape?.dims ?? [];
    if (batch) Object.assign(batch, { size: 0, name: 'batch' });
  }
}

/** In a shape, −1 is whatever is left, and 0 the length that was there before. */
function openShape(editor: GraphEditor, reshape: OnnxNode): void {
  const [batch, ...rest] = editor.intsOf(reshape, 1);
  if (batch !== 1) throw new Error(`${reshape.name} has no batch of one`);
  reshape.inputs[1] = editor.ints([rest.includes(-1) ? 0 : -1, ...rest]);
}
