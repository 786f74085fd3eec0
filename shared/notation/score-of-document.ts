import { placeChords } from '../chords/place-chords.ts';
import type { EditableDocument } from '../editable-document.ts';
import { lyricsOf } from '../lyrics/lyrics-of-notes.ts';
import { type Score, ticksPerQuarter } from '../score.ts';
import { composeTimeMap } from './compose-time-map.ts';
import { layOutMeasures } from './lay-out-measures.ts';

/**
 * The score of a document, with measures, ties, beams and spelling.
 * @throws {RangeError} for off-grid notes.
 */
export function scoreOf(document: EditableDocument): Score {
  const { title, clef, tempos, notes, chords } = document;
  const score = {
    version: 1 as const,
    ticksPerQuarter: ticksPerQuarter as typeof ticksPerQuarter,
    title,
    clef,
    measures: layOutMeasures(notes, document),
    sungNotes: notes.map(({ sung }) => sung),
    tempos,
    timeMap: composeTimeMap(document),
    ...lyricsOf(notes),
  };
  return chords ? { ...score, chords: placeChords(chords, score) } : score;
}

/** Whether a document's notes can be notated. */
export function isWritable(document: EditableDocument): boolean {
  try {
    layOutMeasures(document.notes, document);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
