import type { F0Track } from '@my-pitch/shared/analysis';
import { hzToMidi } from '@my-pitch/shared/pitch-units';
import type { MeasuredNote } from '../metrics/note-metrics.ts';

const minNoteSeconds = 0.05;

/**
 * The simplest transcription, as a baseline: rounds every voiced frame to a semitone and merges
 * neighbouring frames of one semitone into a note.
 */
export function mergeRoundedFrames({ frequencyHz, hopSeconds }: F0Track): MeasuredNote[] {
  const semitones = frequencyHz.map((hz) => (hz === null ? undefined : Math.round(hzToMidi(hz))));
  const notes: MeasuredNote[] = [];
  let start = 0;
  for (let i = 1; i <= semitones.length; i++) {
    const midi = semitones[start];
    if (i < semitones.length && semitones[i] === midi) continue;
    const note = { startSeconds: start * hopSeconds, endSeconds: i * hopSeconds };
    if (midi !== undefined && note.endSeconds - note.startSeconds >= minNoteSeconds) {
      notes.push({ ...note, midi });
    }
    start = i;
  }
  return notes;
}
