import type { GraphEditor, Weights } from './graph-editor.ts';

/** HTDemucs' upsampling: stride 4, kernel 8, two samples cut off at either end. */
const stride = 4;
const kernelLength = 8;
const cut = 2;
/** Every output depends on the input at its place and on one neighbour. */
const taps = 3;

/** What an upsampling works on: the spectrogram [batch, channels, bins, frames] or the waveform [batch, channels, frames]. */
export type Branch = 'spectrogram' | 'waveform';

/**
 * A transposed convolution and the cut after it become an ordinary convolution that computes the
 * four outputs of each input as channels, and a transposition that puts them beside each other.
 * ONNX Runtime's own transposed convolution adds up columns on one thread.
 * @param layer such as `/decoder.3`.
 * @param outputLength bins or frames; may be up to three shorter than four times the input.
 */
export function unfoldTransposed(
  editor: GraphEditor,
  layer: string,
  branch: Branch,
  outputLength: number,
): void {
  const transposed = editor.node(`${layer}/conv_tr/ConvTranspose`, 'ConvTranspose');
  const slice = editor.consumerOf(transposed.outputs[0] as string, 'Slice');
  const kernel = editor.weightsOf(transposed, 1);
  const bias = editor.weightsOf(transposed, 2).values;
  const [columns = 0, rows = 0] = kernel.dims;
  const isPlane = branch === 'spectrogram';
  const convolved = editor.add(
    'Conv',
    [
      transposed.inputs[0] as string,
      editor.floats([rows * stride, columns, taps, ...(isPlane ? [1] : [])], phaseKernels(kernel)),
      editor.floats([rows * stride], repeatEach(bias, stride)),
    ],
    {
      kernel_shape: { ints: isPlane ? [taps, 1] : [taps] },
      pads: { ints: isPlane ? [1, 0, 1, 0] : [1, 1] },
    },
  );
  for (const node of [transposed, slice]) editor.remove(node);
  const output = slice.outputs[0] as string;
  if (isPlane) addInterleavedBins(editor, convolved, rows, outputLength, output);
  else addInterleavedFrames(editor, convolved, rows, outputLength, output);
}

/** [rows · stride, columns, taps] of a transposed kernel [columns, rows, kernelLength]. */
function phaseKernels({ dims: [columns = 0, rows = 0], values }: Weights): Float32Array {
  const phases = new Float32Array(rows * stride * columns * taps);
  for (let at = 0; at < phases.length; at++) {
    const tap = at % taps;
    const column = Math.floor(at / taps) % columns;
    const phase = Math.floor(at / taps / columns) % stride;
    const row = Math.floor(at / taps / columns / stride);
    // Input q − 1 + tap reaches output 4q + phase, counted from the cut, by this place of the kernel.
    const place = phase + cut - stride * (tap - 1);
    const isInside = place >= 0 && place < kernelLength;
    if (isInside) phases[at] = values[(column * rows + row) * kernelLength + place] as number;
  }
  return phases;
}

function repeatEach(values: Float32Array, times: number): Float32Array {
  return Float32Array.from(
    { length: values.length * times },
    (_, i) => values[Math.floor(i / times)] as number,
  );
}

/**
 * [batch, rows · stride, bins, frames] to [batch, rows, bins · stride, frames]. In a shape, 0 keeps a
 * length and −1 takes what is left: first batch and rows together, then the batch.
 */
function addInterleavedBins(
  editor: GraphEditor,
  value: string,
  rows: number,
  outputBins: number,
  output: string,
): void {
  const apart = editor.add('Reshape', [value, editor.ints([-1, stride, 0, 0])]);
  const beside = editor.add('Transpose', [apart], { perm: { ints: [0, 2, 1, 3] } });
  const shape = editor.ints([-1, rows, outputBins, 0]);
  editor.add('Reshape', [beside, shape], {}, { output });
}

/** [batch, rows · stride, frames] to [batch, rows, outputLength]. */
function addInterleavedFrames(
  editor: GraphEditor,
  value: string,
  rows: number,
  outputLength: number,
  output: string,
): void {
  const apart = editor.add('Reshape', [value, editor.ints([-1, stride, 0])]);
  const beside = editor.add('Transpose', [apart], { perm: { ints: [0, 2, 1] } });
  const wholeLength = stride * Math.ceil(outputLength / stride);
  const whole = editor.add('Reshape', [beside, editor.ints([-1, rows, wholeLength])]);
  const bounds = [0, outputLength, 2].map((bound) => editor.ints([bound]));
  editor.add('Slice', [whole, ...bounds], {}, { output });
}
