import type { GraphEditor, Weights } from '../onnx/graph-editor.ts';

/** HTDemucs' upsampling: stride 4, kernel 8, two samples cut off at either end. */
const stride = 4;
const cut = 2;
/** Every output depends on the input at its place and on the one before. */
const taps = 2;

/** What an upsampling works on: the spectrogram [batch, channels, bins, frames] or the waveform [batch, channels, frames]. */
export type Branch = 'spectrogram' | 'waveform';

/**
 * A transposed convolution becomes an ordinary convolution that computes the four outputs of each
 * input as channels, and a transposition that puts them beside each other; the cut stays.
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
  const interleave = isPlane ? addInterleavedBins : addInterleavedFrames;
  const wholeLength = stride * (Math.ceil(outputLength / stride) + 1);
  const whole = interleave(editor, convolved, rows, wholeLength);
  const bounds = [cut, cut + outputLength, 2].map((bound) => editor.ints([bound]));
  editor.add('Slice', [whole, ...bounds], {}, { output: slice.outputs[0] as string });
}

/** [rows · stride, columns, taps] of a transposed kernel [columns, rows, stride · taps]. */
function phaseKernels({ dims: [columns = 0, rows = 0], values }: Weights): Float32Array {
  const phases = new Float32Array(values.length);
  for (let at = 0; at < phases.length; at++) {
    const tap = at % taps;
    const column = Math.floor(at / taps) % columns;
    const phase = Math.floor(at / taps / columns) % stride;
    const row = Math.floor(at / taps / columns / stride);
    // Input q − 1 + tap reaches output 4q + phase, not yet cut, by this place of the kernel.
    const place = phase + stride * (taps - 1 - tap);
    phases[at] = values[(column * rows + row) * stride * taps + place] as number;
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
  wholeBins: number,
): string {
  const apart = editor.add('Reshape', [value, editor.ints([-1, stride, 0, 0])]);
  const beside = editor.add('Transpose', [apart], { perm: { ints: [0, 2, 1, 3] } });
  return editor.add('Reshape', [beside, editor.ints([-1, rows, wholeBins, 0])]);
}

/** [batch, rows · stride, frames] to [batch, rows, frames · stride]. */
function addInterleavedFrames(
  editor: GraphEditor,
  value: string,
  rows: number,
  wholeFrames: number,
): string {
  const apart = editor.add('Reshape', [value, editor.ints([-1, stride, 0])]);
  const beside = editor.add('Transpose', [apart], { perm: { ints: [0, 2, 1] } });
  return editor.add('Reshape', [beside, editor.ints([-1, rows, wholeFrames])]);
}
