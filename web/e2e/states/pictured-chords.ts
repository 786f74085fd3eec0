import type { ChordSymbol } from '@my-pitch/shared/chords/chord-symbol';
import { parseChord } from '@my-pitch/shared/chords/chord-text';
import type { EditableDocument } from '@my-pitch/shared/editable-document';
import { editableOf } from '@my-pitch/shared/notation/document-of-score';
import { secondsAtTick } from '@my-pitch/shared/time-map';
import { picturedScore } from './pictured-song.ts';

/** Two chords a measure, some of them long. */
const chords = 'D A7/C# | Bm7 F#m7b5 | Gmaj7 D/F# | Em7 Asus4 | D N.C. | G Bm7/A | D/A A7 | D';
const halfMeasureTicks = 96;

/** The song with chords above the melody, as corrections of it. */
export function correctionsWithChords(): EditableDocument {
  const score = picturedScore();
  const placed = chords.split(' | ').flatMap((measure, index) =>
    measure.split(' ').map((text, half) => {
      const symbol = parseChord(text);
      if (!symbol) throw new Error(`Not a chord: ${text}`);
      const tick = (2 * index + half) * halfMeasureTicks;
      const sounding: { symbol?: ChordSymbol } = symbol === 'none' ? {} : { symbol };
      return { startSeconds: secondsAtTick(score.timeMap, tick), confidence: 0.9, ...sounding };
    }),
  );
  return { ...editableOf(score), chords: placed };
}
