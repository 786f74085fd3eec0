import { hannWindow } from '../../audio/hann-window.ts';
import { createRealFft, type RealFft } from '../../audio/real-fft.ts';
import type { ModelManifest } from './model/model-manifest.ts';

/** Frames transposed at a time: sixteen floats are one cache line of the spectrogram [bins, frames]. */
const blockFrames = 16;

export interface SegmentStft {
  readonly bins: number;
  readonly frames: number;
  /**
   * Writes the spectrogram of one channel into `real` and `imaginary` [bins, frames]. The segment
   * [segmentFrames] is reflected at both ends.
   */
  analyse(segment: Float32Array, real: Float32Array, imaginary: Float32Array): void;
  /**
   * Adds the inverse transform of the sum of `parts` to `segment` [segmentFrames]. This inverts
   * {@link analyse} except in the first and last 1.5 hops, where the signal fades: frames beyond the ends
   * count as silent, as they did in training.
   */
  synthesise(parts: readonly ComplexPart[], segment: Float32Array): void;
  close(): void;
}

/** A complex spectrogram [bins, frames]. */
export interface ComplexPart {
  readonly real: Float32Array;
  readonly imaginary: Float32Array;
}

/**
 * HTDemucs' short-time Fourier transform: periodic Hann window, scaled by 1/√size, one frame per hop,
 * frame `t` from sample `t · hop − 1.5 hop` on, the bin at half the sample rate dropped. It equals
 * torch.stft (center=True, normalized=True) with the padding and trimming of demucs' `_spec` and `_ispec`.
 * @throws {RangeError} when the hop is not a quarter of the size.
 */
export async function createSegmentStft(
  segmentFrames: number,
  { size, hop }: ModelManifest['stft'],
): Promise<SegmentStft> {
  if (size !== 4 * hop) throw new RangeError('The hop must be a quarter of the transform');
  const plan: Plan = {
    fft: await createRealFft(size),
    hop,
    padding: 1.5 * hop,
    bins: size / 2,
    frames: Math.ceil(segmentFrames / hop),
    window: hannWindow(size),
  };
  const padded = new Float32Array(plan.frames * hop + 2 * plan.padding);
  const gathered = new Float32Array(blockFrames * size);
  return {
    bins: plan.bins,
    frames: plan.frames,
    analyse(segment, real, imaginary) {
      reflectInto(padded, segment, plan.padding);
      for (let first = 0; first < plan.frames; first += blockFrames) {
        transformBlock(plan, padded, first, gathered);
        scatter(plan, gathered, first, real, imaginary);
      }
    },
    synthesise(parts, segment) {
      padded.fill(0);
      for (let first = 0; first < plan.frames; first += blockFrames) {
        gather(plan, parts, first, gathered);
        overlapAddBlock(plan, gathered, first, padded);
      }
      for (let i = 0; i < segment.length; i++) {
        segment[i] = (segment[i] as number) + (padded[i + plan.padding] as number);
      }
    },
    close: () => plan.fft.close(),
  };
}

interface Plan {
  readonly fft: RealFft;
  readonly hop: number;
  /** Samples of the first frame that lie before the segment. */
  readonly padding: number;
  readonly bins: number;
  readonly frames: number;
  readonly window: Float32Array;
}

/** Copies a signal to index `padding` of `padded` and reflects it at both ends (numpy's mode `reflect`). */
function reflectInto(padded: Float32Array, signal: Float32Array, padding: number): void {
  padded.set(signal, padding);
  const last = padding + signal.length - 1;
  for (let i = 1; i <= padding; i++) padded[padding - i] = padded[padding + i] as number;
  for (let i = 1; last + i < padded.length; i++) padded[last + i] = padded[last - i] as number;
}

function transformBlock(plan: Plan, padded: Float32Array, first: number, out: Float32Array): void {
  const { fft, hop, window, frames } = plan;
  const scale = 1 / Math.sqrt(fft.size);
  for (let f = 0; f < blockFrames && first + f < frames; f++) {
    const start = (first + f) * hop;
    for (let i = 0; i < fft.size; i++) {
      fft.signal[i] = (padded[start + i] as number) * (window[i] as number) * scale;
    }
    fft.forward();
    out.set(fft.spectrum, f * fft.size);
  }
}

function scatter(
  { fft, bins, frames }: Plan,
  block: Float32Array,
  first: number,
  real: Float32Array,
  imaginary: Float32Array,
): void {
  const count = Math.min(blockFrames, frames - first);
  for (let bin = 0; bin < bins; bin++) {
    const row = bin * frames + first;
    for (let f = 0; f < count; f++) {
      const slot = f * fft.size + 2 * bin;
      real[row + f] = block[slot] as number;
      // The imaginary part of bin 0 is zero; its slot holds the dropped bin.
      imaginary[row + f] = bin === 0 ? 0 : (block[slot + 1] as number);
    }
  }
}

function gather(
  { fft, bins, frames }: Plan,
  parts: readonly ComplexPart[],
  first: number,
  block: Float32Array,
): void {
  const count = Math.min(blockFrames, frames - first);
  block.fill(0);
  for (const { real, imaginary } of parts) {
    for (let bin = 0; bin < bins; bin++) {
      const row = bin * frames + first;
      for (let f = 0; f < count; f++) {
        const slot = f * fft.size + 2 * bin;
        block[slot] = (block[slot] as number) + (real[row + f] as number);
        if (bin > 0) block[slot + 1] = (block[slot + 1] as number) + (imaginary[row + f] as number);
      }
    }
  }
}

function overlapAddBlock(
  plan: Plan,
  block: Float32Array,
  first: number,
  padded: Float32Array,
): void {
  const { fft, hop, window, frames } = plan;
  // √size undoes the scale of the analysis and 1/size that of the transform. Squared Hann windows a quarter
  // apart sum to 1.5, also at the ends, because the silent frames count there.
  const scale = Math.sqrt(fft.size) / fft.size / 1.5;
  for (let f = 0; f < blockFrames && first + f < frames; f++) {
    fft.spectrum.set(block.subarray(f * fft.size, (f + 1) * fft.size));
    fft.backward();
    const start = (first + f) * hop;
    for (let i = 0; i < fft.size; i++) {
      const sample = (fft.signal[i] as number) * (window[i] as number) * scale;
      padded[start + i] = (padded[start + i] as number) + sample;
    }
  }
}
