/** A pitch that was sung: fractional MIDI, when and for how long. */
export interface SungPitch {
  readonly midi: number;
  readonly timeSeconds: number;
  readonly durationSeconds: number;
}

/** The twelve steps of a major scale's key; a minor melody has the scale of its relative major. */
const isInScale = [true, false, true, false, true, true, false, true, false, true, false, true];
/** Of the notes of songs about this share lies outside of the scale. */
const chromaticShare = 0.12;
/** How usual each of the twelve steps is. */
export const usualShares: readonly number[] = isInScale.map((inScale) =>
  inScale ? (1 - chromaticShare) / 7 : chromaticShare / 5,
);
/** Amateurs miss the pitch they mean by a quarter of a semitone, and by more on short notes. */
const missSemitones = 0.25;
const missSemitoneSeconds = 0.02;
const shortestSeconds = 0.05;
/** This share of the pitches is nobody's intention. */
const strayShare = 0.03;

/** How exactly a pitch is sung, as a standard deviation in semitones. */
export function missOf({ durationSeconds }: SungPitch): number {
  return missSemitones + missSemitoneSeconds / Math.max(shortestSeconds, durationSeconds);
}

/** Log likelihood of a pitch when the scale's first step lies at `scaleMidi`, in any octave. */
export function logLikelihood(pitch: SungPitch, scaleMidi: number): number {
  const miss = missOf(pitch);
  const above = modulo(pitch.midi - scaleMidi, 12);
  let density = 0;
  for (let step = Math.floor(above) - 1; step <= Math.floor(above) + 2; step++) {
    const distance = (above - step) / miss;
    density += (usualShares[modulo(step, 12)] as number) * Math.exp(-0.5 * distance * distance);
  }
  density /= miss * Math.sqrt(2 * Math.PI);
  return Math.log(strayShare / 12 + (1 - strayShare) * density);
}

export function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
