import { transposeChord } from '@my-pitch/shared/chords/spell-chord';
import { floorMod } from '@my-pitch/shared/floor-mod';
import { fifthOf, pitchAtFifth, spellPitch } from '@my-pitch/shared/notation/spell-pitch';
import { midiOf } from '@my-pitch/shared/pitch-names';
import type { KeySignature, Pitch, Score } from '@my-pitch/shared/score';

const semitonesInFifth = 7;
const sharpestKey = 6;

/**
 * Transposes the written score up (negative: down). Every note keeps its scale degree and alteration
 * in the key; of enharmonic keys the one with fewer accidentals is chosen. Sung notes and times do
 * not change.
 */
export function transposeScore(score: Score, semitones: number): Score {
  if (semitones === 0) return score;
  const keys = score.measures[0]?.keySignature.fifths ?? 0;
  const keyShift = transposeFifths(keys, semitones) - keys;
  return {
    ...score,
    ...(score.chords && {
      chords: score.chords.map(({ symbol, ...chord }) => ({
        ...chord,
        ...(symbol && { symbol: transposeChord(symbol, keyShift) }),
      })),
    }),
    measures: score.measures.map((measure) => {
      const fifths = transposeFifths(measure.keySignature.fifths, semitones);
      const keySignature: KeySignature = { ...measure.keySignature, fifths };
      const shift = fifths - measure.keySignature.fifths;
      return {
        ...measure,
        keySignature,
        elements: measure.elements.map((element) =>
          element.kind === 'rest'
            ? element
            : { ...element, pitch: transposePitch(element.pitch, semitones, shift, fifths) },
        ),
      };
    }),
  };
}

/**
 * Transposes a key signature: at most six sharps or six flats, and of those two the one with the sign
 * of the old key.
 */
export function transposeFifths(fifths: number, semitones: number): number {
  const around = floorMod(fifths + semitonesInFifth * semitones, 12);
  if (around === sharpestKey) return fifths < 0 ? -sharpestKey : sharpestKey;
  return around > sharpestKey ? around - 12 : around;
}

/**
 * Moves a pitch by semitones, and along the line of fifths by as much as its key. A pitch that would
 * need three accidentals is respelled.
 */
function transposePitch(pitch: Pitch, semitones: number, shift: number, fifths: number): Pitch {
  const midi = midiOf(pitch) + semitones;
  const moved = pitchAtFifth(midi, fifthOf(pitch) + shift);
  return Math.abs(moved.alter) > 2 ? spellPitch(midi, fifths) : moved;
}
