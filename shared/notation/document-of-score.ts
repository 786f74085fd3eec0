import type { EditableDocument, EditableNote } from '../editable-document.ts';
import { syllablesBySungNote, withSyllables } from '../lyrics/lyrics-of-notes.ts';
import { midiOf } from '../pitch-names.ts';
import type { Score } from '../score.ts';

/**
 * The editable document of a score; the inverse of `scoreOf`.
 * @throws {RangeError} for a score without measures.
 */
export function editableOf(score: Score): EditableDocument {
  const [first] = score.measures;
  if (!first) throw new RangeError('A score has at least one measure');
  const syllables = syllablesBySungNote(score);
  const onsets = new Map(score.timeMap.map(({ tick, seconds }) => [tick, seconds]));
  const notes = notesOf(score).map((note) => ({
    ...note,
    isAnchor: onsets.get(note.startTick) === note.sung.startSeconds,
    ...withSyllables(syllables.get(note.id)),
  }));
  const anchored = new Set(notes.flatMap((note) => (note.isAnchor ? [note.startTick] : [])));
  return {
    version: 1,
    title: score.title,
    clef: score.clef,
    timeSignature: first.timeSignature,
    keySignature: first.keySignature,
    pickupTicks: first.number === 0 ? first.lengthTicks : 0,
    tempos: score.tempos,
    timePoints: score.timeMap.filter(({ tick }) => !anchored.has(tick)),
    notes,
    ...(score.chords && { chords: score.chords.map(({ startTick: _, ...chord }) => chord) }),
  };
}

/** The notes; tied symbols make one note. */
function notesOf({ measures, sungNotes }: Score): Omit<EditableNote, 'isAnchor'>[] {
  const notes = new Map<number, Omit<EditableNote, 'isAnchor'>>();
  for (const element of measures.flatMap(({ elements }) => elements)) {
    if (element.kind === 'rest') continue;
    const { sungNote: id, startTick, durationTicks, pitch } = element;
    const sung = sungNotes[id];
    if (!sung) continue;
    const earlier = notes.get(id) ?? { id, startTick, endTick: 0, midi: midiOf(pitch), sung };
    notes.set(id, { ...earlier, endTick: startTick + durationTicks });
  }
  return [...notes.values()];
}
