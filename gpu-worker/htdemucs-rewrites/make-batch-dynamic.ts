import type { GraphEditor } from '../onnx/graph-editor.ts';
import type { OnnxNode } from '../onnx/onnx-messages.ts';

/** Reshapes into which PyTorch's export wrote a batch size of one. */
const reshapes = [
  ...[0, 1, 2, 3].flatMap((depth) => [
    `/encoder.${depth}/Reshape_1`,
    `/decoder.${depth}/Reshape_1`,
  ]),
  ...['/Reshape', '/Reshape_1', '/Reshape_2', '/Reshape_3'],
  ...['/crosstransformer/Reshape_5', '/crosstransformer/Reshape_8'],
];
/** Reshapes that split channels into sources; absent after `pruneSources`. */
const sourceReshapes = ['/Reshape_4', '/Reshape_5'];

/**
 * Makes the batch dimension dynamic, so that one call computes several segments. The reshapes within the
 * transformer's layers are not listed: `fuseAttention` removes them.
 */
export function makeBatchDynamic(editor: GraphEditor): void {
  for (const name of reshapes) makeShapeDynamic(editor, editor.node(name, 'Reshape'));
  for (const name of sourceReshapes) {
    const node = editor.find(name);
    if (node?.opType === 'Reshape') makeShapeDynamic(editor, node);
  }
  // The frequency embedding is the same for every segment: the addition broadcasts it.
  const embedding = editor.node('/Expand', 'Expand');
  editor.replace(embedding.outputs[0] as string, embedding.inputs[0] as string);
  for (const { type } of [...editor.graph.inputs, ...editor.graph.outputs]) {
    const [batch] = type?.tensor?.shape?.dims ?? [];
    if (batch) Object.assign(batch, { size: 0, name: 'batch' });
  }
}

/** In an ONNX shape, −1 infers a size (once per shape) and 0 keeps the input's. */
function makeShapeDynamic(editor: GraphEditor, reshape: OnnxNode): void {
  const [batch, ...others] = editor.intsOf(reshape, 1);
  if (batch !== 1) throw new Error(`${reshape.name} has no batch size of one`);
  reshape.inputs[1] = editor.ints([others.includes(-1) ? 0 : -1, ...others]);
}
