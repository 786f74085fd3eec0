import { floorMod } from '@my-pitch/shared/floor-mod';
/** A sung pitch: fractional MIDI, onset and duration. */
export interface SungPitch {
  readonly midi: number;
  /** Interquartile range of the pitch. */
  readonly spreadSemitones: number;
  readonly timeSeconds: number;
  readonly durationSeconds: number;
}

/** The twelve semitones from the tonic of a major scale; minor melodies use the scale of the relative major. */
const isInScale = [true, false, true, false, true, true, false, true, false, true, false, true];
/**
 * Prior share of notes outside of the scale. The measured share is lower, .03 in karaoke songs and .01
 * in folk songs, but the scale of a few notes is uncertain.
 */
const chromaticShare = 0.05;
/** Prior of each of the twelve semitones above the tonic. */
export const degreePrior: readonly number[] = isInScale.map((inScale) =>
  inScale ? (1 - chromaticShare) / 7 : chromaticShare / 5,
);
/** Intonation error of amateurs: a quarter of a semitone, more on short notes and in glides. */
const sigmaSemitones = 0.25;
const sigmaPerSpread = 0.2;
const sigmaSemitoneSeconds = 0.02;
const minSeconds = 0.05;
/** Share of outliers, whose pitch is uniform. */
const outlierShare = 0.03;

/** Standard deviation of a sung pitch around the intended one, in semitones. */
export function pitchSigma({ durationSeconds, spreadSemitones }: SungPitch): number {
  const sigmaOfShort = sigmaSemitoneSeconds / Math.max(minSeconds, durationSeconds);
  return sigmaSemitones + sigmaOfShort + sigmaPerSpread * spreadSemitones;
}

/** Places of the tonic within an octave, one cent apart. */
export const scalePlaces = 1200;
const centsPerSemitone = 100;
const semitones = 12;
/** Semitones around a pitch that contribute to its density, from the one below it. */
const [minOffset, maxOffset] = [-1, 2];

/**
 * Log likelihood of a pitch for every place of the tonic, [1200] in cents above C, in any octave.
 * Places a semitone apart share the distances of the pitch, from different degrees.
 */
export function logLikelihoods(pitch: SungPitch): Float64Array {
  const sigma = pitchSigma(pitch);
  const logs = new Float64Array(scalePlaces);
  const densities = new Float64Array(maxOffset - minOffset + 1);
  const scale = (1 - outlierShare) / (sigma * Math.sqrt(2 * Math.PI));
  for (let cents = 0; cents < centsPerSemitone; cents++) {
    const above = pitch.midi - cents / centsPerSemitone;
    const below = Math.floor(above);
    for (let i = 0; i < densities.length; i++) {
      const distance = (above - below - minOffset - i) / sigma;
      densities[i] = Math.exp(-0.5 * distance * distance);
    }
    for (let semitone = 0; semitone < semitones; semitone++) {
      const lowest = floorMod(below + minOffset - semitone, semitones);
      let density = 0;
      for (let i = 0; i < densities.length; i++) {
        density += (degreePrior[(lowest + i) % semitones] as number) * (densities[i] as number);
      }
      logs[semitone * centsPerSemitone + cents] = Math.log(
        outlierShare / semitones + scale * density,
      );
    }
  }
  return logs;
}
