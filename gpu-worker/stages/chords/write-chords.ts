import { placeChords } from '@my-pitch/shared/chords/place-chords';
import type { ScoreChord } from '@my-pitch/shared/chords/score-chord';
import { spellChord } from '@my-pitch/shared/chords/spell-chord';
import { type Harmony, tuningOf } from '../score/accompaniment/estimate-harmony.ts';
import type { WrittenScore } from '../score/write-score.ts';
import { findChords } from './find-chords.ts';

/**
 * Finds the chords of an accompaniment and writes them above the score's melody, spelled in its key. They
 * change on the score's beats.
 * @param mono the accompaniment at `beatRateHz`.
 * @param tuningOffsetCents of the melody's names above A4 = 440 Hz: the chords get names that fit to them.
 */
export async function writeChords(
  mono: Float32Array,
  { harmony, tuningOffsetCents }: { readonly harmony: Harmony; readonly tuningOffsetCents: number },
  { score, beatSeconds, key }: WrittenScore,
): Promise<ScoreChord[]> {
  const found = await findChords(mono, {
    tuningSemitones: tuningOf(harmony, tuningOffsetCents / 100),
    changeSeconds: beatSeconds,
  });
  const spelled = found.map(({ startSeconds, chord, confidence }) => ({
    ...{ startSeconds, confidence },
    ...(chord && { symbol: spellChord(chord, key) }),
  }));
  return placeChords(spelled, score);
}
