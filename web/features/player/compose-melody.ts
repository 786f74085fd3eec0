import { midiOf } from '@my-pitch/shared/pitch-names';
import { midiToHz } from '@my-pitch/shared/pitch-units';
import type { Score, ScoreNote } from '@my-pitch/shared/score';
import { frameAt } from './engine/frame-at.ts';
import type { Melody } from './engine/score-voice.ts';
import { composeTimeline } from './timeline.ts';

/** A note to play: at the time at which it was sung, at the pitch that is written. */
export interface MelodyNote {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly frequencyHz: number;
}

/** A note sounds at least this long. */
const minNoteSeconds = 0.05;

/**
 * The score's melody in the singer's tuning, so that it is in tune with the recording. Tied notes
 * are one note.
 */
export function composeMelody(score: Score): readonly MelodyNote[] {
  const notes = notesOf(score);
  const tuning = singersTuning(score);
  const melody: (MelodyNote & { readonly sungNote: number; readonly midi: number })[] = [];
  for (const [index, entry] of composeTimeline(score).entries()) {
    const note = notes[index];
    if (!note || entry.endSeconds <= entry.startSeconds) continue;
    const midi = midiOf(note.pitch);
    const before = melody.at(-1);
    const sungEnd = score.sungNotes[entry.sungNote]?.endSeconds ?? entry.endSeconds;
    const endSeconds = Math.min(
      entry.endSeconds,
      Math.max(sungEnd, entry.startSeconds + minNoteSeconds),
    );
    if (before?.sungNote === entry.sungNote && before.midi === midi) {
      melody[melody.length - 1] = { ...before, endSeconds };
    } else {
      const frequencyHz = midiToHz(midi + tuning);
      const { startSeconds, sungNote } = entry;
      melody.push({ startSeconds, endSeconds, frequencyHz, sungNote, midi });
    }
  }
  return melody.map(({ startSeconds, endSeconds, frequencyHz }) => ({
    startSeconds,
    endSeconds,
    frequencyHz,
  }));
}

/** The melody for the engine, in frames of the song. */
export function melodyFrames(notes: readonly MelodyNote[], rateHz: number): Melody {
  return {
    starts: Float64Array.from(notes, ({ startSeconds }) => frameAt(startSeconds, rateHz)),
    ends: Float64Array.from(notes, ({ endSeconds }) => frameAt(endSeconds, rateHz)),
    frequenciesHz: Float64Array.from(notes, ({ frequencyHz }) => frequencyHz),
  };
}

/** The written notes in the order of {@link composeTimeline}: by sung note, then by tick. */
function notesOf(score: Score): readonly ScoreNote[] {
  return score.measures
    .flatMap(({ elements }) => elements)
    .filter((element) => element.kind === 'note')
    .sort((a, b) => a.sungNote - b.sungNote || a.startTick - b.startTick);
}

/** The singer's tuning relative to A = 440 Hz, in semitones: the median over the notes. */
export function singersTuning(score: Score): number {
  const offsets = notesOf(score)
    .filter(({ tiedFromPrevious }) => !tiedFromPrevious)
    .flatMap(({ sungNote, pitch }) => {
      const sung = score.sungNotes[sungNote];
      const offset = sung && sung.centreMidi - sung.deviationCents / 100 - midiOf(pitch);
      // More than half a semitone off: a note that was corrected by hand, not a matter of tuning.
      return offset !== undefined && Math.abs(offset) <= 0.5 ? [offset] : [];
    })
    .sort((a, b) => a - b);
  return offsets[offsets.length >> 1] ?? 0;
}
