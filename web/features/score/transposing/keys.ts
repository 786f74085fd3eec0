import { floorMod } from '@my-pitch/shared/floor-mod';
import type { KeySignature, Score } from '@my-pitch/shared/score';
import { transposeFifths } from './transpose-score.ts';

const majorTonics = [
  ...['C♭', 'G♭', 'D♭', 'A♭', 'E♭', 'B♭', 'F'],
  ...['C', 'G', 'D', 'A', 'E', 'B', 'F♯', 'C♯', 'G♯', 'D♯', 'A♯'],
];
const minorOffset = 3;

/** The tonic of a key signature, as text: `B♭` for two flats in major, `G` in minor. */
export function tonicOf({ fifths, mode }: KeySignature): string {
  const index = fifths + 7 + (mode === 'minor' ? minorOffset : 0);
  return majorTonics[index] ?? 'C';
}

export interface KeyChoice {
  /** Relative to the song as it was sung, −6 to 5. */
  readonly semitones: number;
  readonly keySignature: KeySignature;
}

/** All keys that a score can be transposed to, in ascending order, each by the nearest interval. */
export function keyChoices(score: Score): readonly KeyChoice[] {
  const { fifths, mode } = firstKey(score);
  return Array.from({ length: 12 }, (_, index) => {
    const semitones = index - 6;
    return {
      semitones,
      keySignature: { mode, fifths: semitones === 0 ? fifths : transposeFifths(fifths, semitones) },
    };
  });
}

function firstKey(score: Score): KeySignature {
  return score.measures[0]?.keySignature ?? { fifths: 0, mode: 'major' };
}

/** The key choice for a number of semitones, regardless of octaves. */
export function nearestSemitones(semitones: number): number {
  return floorMod(semitones + 6, 12) - 6;
}
