import type { GraphEditor } from '../onnx/graph-editor.ts';

/** Shape of one item [channels, bins, frames] at a level of the frequency branch. */
export interface FeatureMap {
  readonly channels: number;
  readonly bins: number;
  readonly frames: number;
}

/** The shape at a level, from the reshape that takes the bins out of the batch dimension again. */
export function featureMapOf(editor: GraphEditor, level: string): FeatureMap {
  const reshape = editor.node(`${level}/Reshape_1`, 'Reshape');
  const [, bins = 0, channels = 0, frames = 0] = editor.intsOf(reshape, 1);
  return { channels, bins, frames };
}
