import { quantizePitches } from './quantize-pitches.ts';
import type { SungPitch } from './scale-likelihood.ts';
import { followScale, type ScalePath } from './scale-path.ts';

export interface NamedPitches {
  /** The whole MIDI number that each pitch means. */
  readonly midi: readonly number[];
  /** How far the singer's own scale lies from A4 = 440 Hz at each pitch, in cents. */
  readonly referenceCents: readonly number[];
  /** Mean of those, each counting as much as it is long: from −50 to 50. */
  readonly tuningOffsetCents: number;
}

/**
 * Names sung pitches by the scale that the singer sings in, which need not be that of any piano and
 * may drift, also past half a semitone. A pitch between two steps means the one that fits the scale,
 * its neighbours and the song, unless it is clearly the other.
 *
 * @param pitches in order of time.
 */
export function namePitches(pitches: readonly SungPitch[]): NamedPitches {
  const path = followScale(pitches);
  const durations = pitches.map(({ durationSeconds }) => durationSeconds);
  const tonics = wholeTonics(path, durations);
  const references = tonics.map((tonic, i) => (path.cents[i] as number) - 100 * tonic);
  // A scale a whole semitone away is the same scale: the one that lies nearest to A4 = 440 Hz.
  const turns = Math.round(meanOf(references, durations) / 100);
  const referenceCents = references.map((cents) => cents - 100 * turns);
  const scaleMidis = tonics.map((tonic, i) => tonic + turns + (referenceCents[i] as number) / 100);
  const steps = quantizePitches(pitches, scaleMidis);
  const midi = tonics.map((tonic, i) => tonic + turns + (steps[i] as number));
  return { midi, referenceCents, tuningOffsetCents: meanOf(referenceCents, durations) };
}

/**
 * The whole MIDI number of the scale's first step at every pitch, the same throughout a stretch:
 * where a key is changed, the tuning stays as near as it can to that of the whole song.
 */
function wholeTonics({ cents, stretch }: ScalePath, durations: readonly number[]): number[] {
  const tuning = circularMean(cents, durations);
  const tonicOfStretch = Array.from({ length: (stretch.at(-1) ?? -1) + 1 }, (_, number) => {
    const inStretch = [...cents.keys()].filter((i) => stretch[i] === number);
    const mean = meanOf(
      inStretch.map((i) => cents[i] as number),
      inStretch.map((i) => durations[i] as number),
    );
    return Math.round((mean - tuning) / 100);
  });
  return Array.from(stretch, (number) => tonicOfStretch[number] as number);
}

/** Mean place between two semitones, −50 to 50 cents. */
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
