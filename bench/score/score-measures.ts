import { midiOf } from '@my-pitch/shared/pitch-names';
import { type Score, ticksPerQuarter } from '@my-pitch/shared/score';
import { countNoteEdits, type WrittenNote } from './note-edits.ts';

/** The parts of a printed score that are compared. */
export interface ReferenceScore {
  readonly notes: readonly WrittenNote[];
  /** Such as `3/4`. */
  readonly time: string;
  readonly fifths: number;
}

export interface ScoreMeasures {
  /** Edits per reference note: pitch or duration wrong, pitch alone, duration alone. */
  readonly edits: number;
  readonly pitch: number;
  readonly duration: number;
  /** The minimum of `edits` with all durations as they are, halved and doubled: errors other than the tempo level. */
  readonly anyOctave: number;
  readonly time: string;
  readonly isTimeRight: boolean;
  readonly fifths: number;
  /** Whether the key signature is right, under the transposition of the notes. */
  readonly isKeyRight: boolean;
  /** F-measure of notes on a downbeat, over the aligned notes. */
  readonly barlines: number;
}

/** Compares a score with the printed reference. */
export function measureScore(score: Score, reference: ReferenceScore): ScoreMeasures {
  const written = writtenNotes(score);
  const edits = countNoteEdits(reference.notes, written);
  const signature = score.measures.at(-1);
  const { beats, beatType } = signature?.timeSignature ?? { beats: 0, beatType: 0 };
  const time = `${beats}/${beatType}`;
  const fifths = signature?.keySignature.fifths ?? 0;
  const expected = reference.fifths - 7 * edits.transposition;
  return {
    edits: edits.edits,
    pitch: edits.pitch,
    duration: edits.duration,
    anyOctave: Math.min(
      ...[0.5, 1, 2].map((scale) => editsAtScale(reference.notes, written, scale)),
    ),
    time,
    isTimeRight: time === reference.time,
    fifths,
    isKeyRight: (fifths - expected) % 12 === 0,
    barlines: downbeatMeasure(reference.notes, written, edits.pairs),
  };
}

function editsAtScale(
  reference: readonly WrittenNote[],
  written: readonly WrittenNote[],
  scale: number,
): number {
  const scaled = written.map((note) => ({ ...note, quarters: scale * note.quarters }));
  return countNoteEdits(reference, scaled).edits;
}

function downbeatMeasure(
  reference: readonly WrittenNote[],
  written: readonly WrittenNote[],
  pairs: readonly (readonly [number, number])[],
): number {
  const agreeing = pairs.filter(([i, j]) => reference[i]?.isDownbeat && written[j]?.isDownbeat);
  const count = (notes: readonly WrittenNote[]) => notes.filter((n) => n.isDownbeat).length;
  const all = count(reference) + count(written);
  return all === 0 ? 1 : (2 * agreeing.length) / all;
}

/** The notes of a score. Tied notes count as one. */
function writtenNotes(score: Score): WrittenNote[] {
  const notes: WrittenNote[] = [];
  for (const { elements, startTick, number } of score.measures) {
    for (const element of elements) {
      if (element.kind === 'rest') continue;
      const quarters = element.durationTicks / ticksPerQuarter;
      const last = notes.at(-1);
      if (element.tiedFromPrevious && last) {
        notes[notes.length - 1] = { ...last, quarters: last.quarters + quarters };
        continue;
      }
      const isDownbeat = number > 0 && element.startTick === startTick;
      notes.push({ midi: midiOf(element.pitch), quarters, isDownbeat });
    }
  }
  return notes;
}
