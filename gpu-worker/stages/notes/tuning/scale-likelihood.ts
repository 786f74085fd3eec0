import { floorMod } from '@my-pitch/shared/floor-mod';
/** A pitch that was sung: fractional MIDI, when and for how long. */
export interface SungPitch {
  readonly midi: number;
  /** How far it moves meanwhile, as the distance of its quartiles. */
  readonly spreadSemitones: number;
  readonly timeSeconds: number;
  readonly durationSeconds: number;
}

/** The twelve steps of a major scale's key; a minor melody has the scale of its relative major. */
const isInScale = [true, false, true, false, true, true, false, true, false, true, false, true];
/**
 * Of the notes of songs about this share is taken to lie outside of the scale. Counted it is less, .03
 * in karaoke songs and .01 in folk songs, but of a few notes the scale is not certain.
 */
const chromaticShare = 0.05;
/** How usual each of the twelve steps is. */
export const usualShares: readonly number[] = isInScale.map((inScale) =>
  inScale ? (1 - chromaticShare) / 7 : chromaticShare / 5,
);
/** Amateurs miss the pitch they mean by a quarter of a semitone, by more on short notes and in glides. */
const missSemitones = 0.25;
const missOfSpread = 0.2;
const missSemitoneSeconds = 0.02;
const minSeconds = 0.05;
/** This share of the pitches is nobody's intention. */
const strayShare = 0.03;

/** How exactly a pitch is sung, as a standard deviation in semitones. */
export function pitchSigma({ durationSeconds, spreadSemitones }: SungPitch): number {
  const missOfShort = missSemitoneSeconds / Math.max(minSeconds, durationSeconds);
  return missSemitones + missOfShort + missOfSpread * spreadSemitones;
}

/** Places of the scale on the circle of an octave, one cent apart. */
export const scalePlaces = 1200;
const centsPerStep = 100;
const steps = 12;
/** A pitch is compared with the steps of the scale from one to two semitones around it. */
const [minStep, maxStep] = [-1, 2];

/**
 * Log likelihood of a pitch for every place of the scale's first step, in cents above C, in any
 * octave. Places a semitone apart see the pitch at the same distances from different steps.
 */
export function logLikelihoods(pitch: SungPitch): Float64Array {
  const miss = pitchSigma(pitch);
  const logs = new Float64Array(scalePlaces);
  const densities = new Float64Array(maxStep - minStep + 1);
  const scale = (1 - strayShare) / (miss * Math.sqrt(2 * Math.PI));
  for (let cents = 0; cents < centsPerStep; cents++) {
    const above = pitch.midi - cents / centsPerStep;
    const step = Math.floor(above);
    for (let i = 0; i < densities.length; i++) {
      const distance = (above - step - minStep - i) / miss;
      densities[i] = Math.exp(-0.5 * distance * distance);
    }
    for (let semitone = 0; semitone < steps; semitone++) {
      const lowest = floorMod(step + minStep - semitone, steps);
      let density = 0;
      for (let i = 0; i < densities.length; i++) {
        density += (usualShares[(lowest + i) % steps] as number) * (densities[i] as number);
      }
      logs[semitone * centsPerStep + cents] = Math.log(strayShare / steps + scale * density);
    }
  }
  return logs;
}
