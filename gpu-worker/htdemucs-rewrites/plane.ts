import type { GraphEditor } from '../onnx/graph-editor.ts';

/** What a level of the frequency branch works on: so many channels of so many bins of so many frames. */
export interface Plane {
  readonly channels: number;
  readonly bins: number;
  readonly frames: number;
}

/** As it is written where a level's bins, which were items, become a plane again. */
export function planeOf(editor: GraphEditor, level: string): Plane {
  const reshape = editor.node(`${level}/Reshape_1`, 'Reshape');
  const [, bins = 0, channels = 0, frames = 0] = editor.intsOf(reshape, 1);
  return { channels, bins, frames };
}
