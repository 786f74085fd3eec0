import { quantizePitches } from './quantize-pitches.ts';
import type { SungPitch } from './scale-likelihood.ts';
import { followScale, type ScalePath } from './scale-path.ts';

export interface NamedPitches {
  /** The whole MIDI number of each pitch. */
  readonly midi: readonly number[];
  /** The singer's tuning at each pitch in cents, against A4 = 440 Hz. */
  readonly referenceCents: readonly number[];
  /** Duration-weighted mean of `referenceCents`, −50 to 50. */
  readonly tuningOffsetCents: number;
}

/**
 * Names sung pitches by the singer's own scale, whose tuning may be anywhere and may drift, also past
 * half a semitone. A pitch between two semitones gets the name that fits the scale, its neighbours and
 * the song, unless it is clearly the other.
 *
 * @param pitches in time order.
 */
export function namePitches(pitches: readonly SungPitch[]): NamedPitches {
  const path = followScale(pitches);
  const durations = pitches.map(({ durationSeconds }) => durationSeconds);
  const tonics = wholeTonics(path, durations);
  const references = tonics.map((tonic, i) => (path.cents[i] as number) - 100 * tonic);
  // Whole semitones of tuning move to the names: the tuning nearest to A4 = 440 Hz remains.
  const turns = Math.round(meanOf(references, durations) / 100);
  const referenceCents = references.map((cents) => cents - 100 * turns);
  const scaleMidis = tonics.map((tonic, i) => tonic + turns + (referenceCents[i] as number) / 100);
  const degrees = quantizePitches(pitches, scaleMidis);
  const midi = tonics.map((tonic, i) => tonic + turns + (degrees[i] as number));
  return { midi, referenceCents, tuningOffsetCents: meanOf(referenceCents, durations) };
}

/**
 * The MIDI number of the tonic of the scale at every pitch, the same throughout a segment. Across key
 * changes the tuning stays as near as possible to that of the whole song.
 */
function wholeTonics({ cents, segment }: ScalePath, durations: readonly number[]): number[] {
  const tuning = circularMean(cents, durations);
  const tonicOfSegment = Array.from({ length: (segment.at(-1) ?? -1) + 1 }, (_, number) => {
    const inSegment = [...cents.keys()].filter((i) => segment[i] === number);
    const mean = meanOf(
      inSegment.map((i) => cents[i] as number),
      inSegment.map((i) => durations[i] as number),
    );
    return Math.round((mean - tuning) / 100);
  });
  return Array.from(segment, (number) => tonicOfSegment[number] as number);
}

/** Weighted circular mean of the offset from the nearest semitone, −50 to 50 cents. */
function circularMean(cents: Float64Array, weights: readonly number[]): number {
  let re = 0;
  let im = 0;
  cents.forEach((value, i) => {
    const angle = (2 * Math.PI * value) / 100;
    re += (weights[i] as number) * Math.cos(angle);
    im += (weights[i] as number) * Math.sin(angle);
  });
  return (100 * Math.atan2(im, re)) / (2 * Math.PI);
}

function meanOf(values: readonly number[], weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return 0;
  return values.reduce((sum, value, i) => sum + value * (weights[i] as number), 0) / total;
}
