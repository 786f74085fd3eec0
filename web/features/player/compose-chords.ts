import { voiceChord } from '@my-pitch/shared/chords/voice-chord';
import { midiToHz } from '@my-pitch/shared/pitch-units';
import type { Score } from '@my-pitch/shared/score';
import { secondsAtTick } from '@my-pitch/shared/time-map';
import { type MelodyNote, singersTuning } from './compose-melody.ts';

/** The notes of a score's chords, each as long as its chord, in the tuning of the melody. */
export function composeChords(score: Score): readonly MelodyNote[] {
  const { chords = [], measures, timeMap } = score;
  const last = measures.at(-1);
  const endTick = last ? last.startTick + last.lengthTicks : 0;
  const tuning = singersTuning(score);
  return chords.flatMap(({ symbol, startTick }, index) => {
    if (!symbol) return [];
    const startSeconds = secondsAtTick(timeMap, startTick);
    const endSeconds = secondsAtTick(timeMap, chords[index + 1]?.startTick ?? endTick);
    return voiceChord(symbol).map((midi) => ({
      ...{ startSeconds, endSeconds },
      frequencyHz: midiToHz(midi + tuning),
    }));
  });
}
