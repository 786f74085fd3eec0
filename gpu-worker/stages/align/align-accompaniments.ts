import { medianOf } from '@my-pitch/shared/scoring/median';
import { delayedBy, type TimeAlignment } from '@my-pitch/shared/scoring/time-alignment';
import { multiplyByConjugate } from '../../audio/conjugate-product.ts';
import { createRealFft, type RealFft } from '../../audio/real-fft.ts';

/** The sample rate of accompaniments to align: their low end survives every phone and room. */
export const alignmentRateHz = 4000;
const pieceSeconds = 15;
const minPieceSeconds = 5;
const minPieces = 3;
/** A take is divided into this many pieces if they are not too short or too long then. */
const wantedPieces = 6;
/** A correlation this many times the usual one is no coincidence: noise reaches five. */
const minPeak = 8;
/** Of a longer take, this many pieces are searched, spread over all of it. */
const maxPieces = 12;
/** Pieces agree on one delay within this. */
const agreementSeconds = 0.03;
/** Clocks of devices differ by less than this share. */
const maxClockDifference = 0.001;
const minAgreeing = 0.6;
/** A piece below this level is silent. */
const minPower = 1e-8;

/**
 * Aligns two recordings of the same accompaniment: pieces of the take are searched in the original by
 * cross-correlation with whitened spectra (Knapp and Carter, "The generalized correlation method for
 * estimation of time delay", 1976). If most pieces agree on one delay, it is exact.
 *
 * @param original mono at {@link alignmentRateHz} [samples].
 * @param take the same of the take.
 * @returns undefined if the accompaniments differ.
 */
export async function alignAccompaniments(
  original: Float32Array,
  take: Float32Array,
): Promise<TimeAlignment | undefined> {
  const pieceSamples = Math.floor(
    Math.min(
      pieceSeconds,
      Math.max(minPieceSeconds, take.length / alignmentRateHz / wantedPieces),
    ) * alignmentRateHz,
  );
  const fft = await createRealFft(transformSize(original.length + pieceSamples));
  try {
    const spectrum = spectrumOf(fft, original);
    const pieces: Piece[] = [];
    let tried = 0;
    const stepSamples = Math.max(pieceSamples, Math.floor(take.length / maxPieces));
    for (let start = 0; start + pieceSamples <= take.length; start += stepSamples) {
      const samples = take.subarray(start, start + pieceSamples);
      if (powerOf(samples) < minPower) continue;
      const takeSeconds = start / alignmentRateHz;
      const found = findPiece(fft, spectrum, samples);
      tried++;
      if (found === undefined) continue;
      pieces.push({ takeSeconds, delaySeconds: takeSeconds - found / alignmentRateHz });
    }
    return agreeOn(pieces, tried);
  } finally {
    fft.close();
  }
}

interface Piece {
  readonly takeSeconds: number;
  readonly delaySeconds: number;
}

/** The line through the pieces that agree with most others, if they are most of those tried. */
function agreeOn(pieces: readonly Piece[], tried: number): TimeAlignment | undefined {
  const groups = pieces.map(({ takeSeconds, delaySeconds }) =>
    pieces.filter(
      (other) =>
        Math.abs(other.delaySeconds - delaySeconds) <=
        agreementSeconds + maxClockDifference * Math.abs(other.takeSeconds - takeSeconds),
    ),
  );
  const agreeing = groups.reduce((a, b) => (b.length > a.length ? b : a), []);
  if (agreeing.length < Math.max(minPieces, minAgreeing * tried)) return undefined;
  const slopes = agreeing.flatMap((later, i) =>
    agreeing
      .slice(0, i)
      .map(
        (earlier) =>
          (later.delaySeconds - earlier.delaySeconds) / (later.takeSeconds - earlier.takeSeconds),
      ),
  );
  const clock = medianOf(slopes) ?? 0;
  const delay =
    medianOf(agreeing.map((piece) => piece.delaySeconds - clock * piece.takeSeconds)) ?? 0;
  // take − reference = delay + clock · take
  return delayedBy(0).map(({ referenceSeconds }) => ({
    referenceSeconds,
    takeSeconds: (referenceSeconds + delay) / (1 - clock),
  }));
}

function spectrumOf(fft: RealFft, samples: Float32Array): Float32Array {
  fft.signal.fill(0);
  fft.signal.set(samples);
  fft.forward();
  return fft.spectrum.slice();
}

/** Where a piece begins in the original, in samples; may be negative. Undefined if it is not there. */
function findPiece(fft: RealFft, original: Float32Array, piece: Float32Array): number | undefined {
  const spectrum = spectrumOf(fft, piece);
  fft.spectrum.set(original);
  multiplyByConjugate(fft.spectrum, spectrum);
  whiten(fft.spectrum);
  fft.backward();
  let best = 0;
  fft.signal.forEach((value, lag) => {
    if (value > (fft.signal[best] as number)) best = lag;
  });
  if ((fft.signal[best] as number) < minPeak * Math.sqrt(powerOf(fft.signal))) return undefined;
  return best > fft.size - piece.length ? best - fft.size : best;
}

/** Keeps the phases of a spectrum alone. The first pair holds bins 0 and N/2, which carry no delay. */
function whiten(spectrum: Float32Array): void {
  spectrum[0] = 0;
  spectrum[1] = 0;
  for (let i = 2; i < spectrum.length; i += 2) {
    const magnitude = Math.hypot(spectrum[i] as number, spectrum[i + 1] as number) + 1e-12;
    spectrum[i] = (spectrum[i] as number) / magnitude;
    spectrum[i + 1] = (spectrum[i + 1] as number) / magnitude;
  }
}

function powerOf(samples: Float32Array): number {
  return samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
}

/** A power of two, which is a size that the transform has. */
function transformSize(samples: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(32, samples)));
}
