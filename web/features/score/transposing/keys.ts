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
  const place = fifths + 7 + (mode === 'minor' ? minorOffset : 0);
  return majorTonics[place] ?? 'C';
}

export interface KeyChoice {
  /** From the song as it was sung, −6 to 5. */
  readonly semitones: number;
  readonly keySignature: KeySignature;
}

/** Every key that a score can be moved to, from the lowest up, each by the nearest way. */
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

/** The choice that stands for a number of semitones, whatever its octave. */
export function nearestSemitones(semitones: number): number {
  return floorMod(semitones + 6, 12) - 6;
}
