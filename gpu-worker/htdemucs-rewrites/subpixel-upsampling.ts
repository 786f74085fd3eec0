import type { GraphEditor, Weights } from '../onnx/graph-editor.ts';

/** HTDemucs' upsampling: a transposed convolution of stride 4 and kernel 8, trimmed by 2 at both ends. */
const stride = 4;
const trim = 2;
/** Each output depends on two inputs: the one at its position and the one before. */
const taps = 2;

/** `spectrogram`: [batch, channels, bins, frames], bins upsampled. `waveform`: [batch, channels, frames]. */
export type Branch = 'spectrogram' | 'waveform';

/**
 * Replaces a transposed convolution by a sub-pixel convolution (Shi et al. 2016, "Real-Time Single Image
 * and Video Super-Resolution"): an ordinary convolution computes the four outputs of each input as
 * channels, and a transposition interleaves them. The trimming stays. ONNX Runtime's transposed
 * convolution runs its col2im on one thread.
 * @param layer such as `/decoder.3`.
 * @param outputLength bins or frames; up to three less than four times the input.
 */
export function upsampleBySubpixels(
  editor: GraphEditor,
  layer: string,
  branch: Branch,
  outputLength: number,
): void {
  const transposedConvolution = editor.node(`${layer}/conv_tr/ConvTranspose`, 'ConvTranspose');
  const slice = editor.consumerOf(transposedConvolution.outputs[0] as string, 'Slice');
  const kernel = editor.weightsOf(transposedConvolution, 1);
  const bias = editor.weightsOf(transposedConvolution, 2).values;
  const [columns = 0, rows = 0] = kernel.dims;
  const is2d = branch === 'spectrogram';
  const convolved = editor.add(
    'Conv',
    [
      transposedConvolution.inputs[0] as string,
      editor.floats([rows * stride, columns, taps, ...(is2d ? [1] : [])], phaseKernels(kernel)),
      editor.floats([rows * stride], repeatEach(bias, stride)),
    ],
    {
      kernel_shape: { ints: is2d ? [taps, 1] : [taps] },
      pads: { ints: is2d ? [1, 0, 1, 0] : [1, 1] },
    },
  );
  for (const node of [transposedConvolution, slice]) editor.remove(node);
  const interleave = is2d ? addInterleavedBins : addInterleavedFrames;
  const untrimmedLength = stride * (Math.ceil(outputLength / stride) + 1);
  const untrimmed = interleave(editor, convolved, rows, untrimmedLength);
  const bounds = [trim, trim + outputLength, 2].map((bound) => editor.ints([bound]));
  editor.add('Slice', [untrimmed, ...bounds], {}, { output: slice.outputs[0] as string });
}

/** [rows · stride, columns, taps] of a transposed kernel [columns, rows, stride · taps]. */
function phaseKernels({ dims: [columns = 0, rows = 0], values }: Weights): Float32Array {
  const phases = new Float32Array(values.length);
  for (let i = 0; i < phases.length; i++) {
    const tap = i % taps;
    const column = Math.floor(i / taps) % columns;
    const phase = Math.floor(i / taps / columns) % stride;
    const row = Math.floor(i / taps / columns / stride);
    // Input q − 1 + tap contributes to the untrimmed output 4q + phase by this tap of the kernel.
    const transposedTap = phase + stride * (taps - 1 - tap);
    phases[i] = values[(column * rows + row) * stride * taps + transposedTap] as number;
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
 * [batch, rows · stride, bins, frames] to [batch, rows, bins · stride, frames]. In an ONNX shape, 0 keeps
 * a size and −1 is inferred: in the first reshape it is batch · rows, in the second the batch.
 */
function addInterleavedBins(
  editor: GraphEditor,
  value: string,
  rows: number,
  untrimmedBins: number,
): string {
  const split = editor.add('Reshape', [value, editor.ints([-1, stride, 0, 0])]);
  const transposed = editor.add('Transpose', [split], { perm: { ints: [0, 2, 1, 3] } });
  return editor.add('Reshape', [transposed, editor.ints([-1, rows, untrimmedBins, 0])]);
}

/** [batch, rows · stride, frames] to [batch, rows, frames · stride]. */
function addInterleavedFrames(
  editor: GraphEditor,
  value: string,
  rows: number,
  untrimmedFrames: number,
): string {
  const split = editor.add('Reshape', [value, editor.ints([-1, stride, 0])]);
  const transposed = editor.add('Transpose', [split], { perm: { ints: [0, 2, 1] } });
  return editor.add('Reshape', [transposed, editor.ints([-1, rows, untrimmedFrames])]);
}
