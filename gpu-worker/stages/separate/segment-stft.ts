import { hannWindow } from '../../audio/hann-window.ts';
import { createRealFft, type RealFft } from '../../audio/real-fft.ts';
import type { ModelManifest } from './model/model-manifest.ts';

/** Frames are gathered in blocks of this many, so that a spectrogram is written and read by cache lines. */
const blockFrames = 16;

export interface SegmentStft {
  readonly bins: number;
  readonly frames: number;
  /**
   * The spectrogram of one channel: `real` and `imaginary` are filled as [bins, frames].
   * The segment is reflected at both ends.
   */
  analyse(segment: Float32Array, real: Float32Array, imaginary: Float32Array): void;
  /**
   * Adds to `segment` the signal whose spectrogram is the sum of the given ones.
   * The inverse of {@link analyse} but for the segment's first and last 1.5 hops: frames beyond its
   * ends count as silent, as they did when the network was trained, so the signal fades there.
   */
  synthesise(parts: readonly ComplexPart[], segment: Float32Array): void;
  close(): void;
}

export interface ComplexPart {
  readonly real: Float32Array;
  readonly imaginary: Float32Array;
}

/**
 * The short-time Fourier transform around HTDemucs: periodic Hann window, scaled by 1/√size, one
 * frame per hop, frame `t` beginning at `t · hop − 1.5 hop`, the bin at half the rate dropped.
 * This is torch.stft (centred, normalized) with the paddings and cuts of demucs' `_spec` and
 * `_ispec`, written as one step.
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
  /** Samples before a segment's first that its first frame covers. */
  readonly padding: number;
  readonly bins: number;
  readonly frames: number;
  readonly window: Float32Array;
}

/** Copies a signal to `padding` in `padded` and mirrors it, its end samples not repeated, on either side. */
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
      const at = f * fft.size + 2 * bin;
      real[row + f] = block[at] as number;
      // The second place of the first pair holds the dropped bin.
      imaginary[row + f] = bin === 0 ? 0 : (block[at + 1] as number);
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
        const at = f * fft.size + 2 * bin;
        block[at] = (block[at] as number) + (real[row + f] as number);
        if (bin > 0) block[at + 1] = (block[at + 1] as number) + (imaginary[row + f] as number);
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
  // √size undoes the scale of the analysis, 1/size that of the transform, and squared Hann windows a
  // quarter apart sum to 1.5; at the ends too, where silent frames are counted in.
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
