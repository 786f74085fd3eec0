import { spellPitch } from '@my-pitch/shared/notation/spell-pitch';
import type { NoteBar } from './note-bars.ts';

/** A bar for tests: in tune unless told otherwise. */
export function barOf(
  sungNote: number,
  startSeconds: number,
  endSeconds: number,
  midi: number,
  deviationCents = 0,
): NoteBar {
  const centreMidi = midi + deviationCents / 100;
  const sung = {
    startSeconds,
    endSeconds,
    centreMidi,
    deviationCents,
    confidence: 1,
    loudnessDb: -20,
  };
  return { sungNote, midi, measureNumber: 1, pitch: spellPitch(midi, 0), sung };
}
