import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js';
import { chordText } from '../chords/chord-text.ts';
import { chordsDuring } from '../chords/chords-during.ts';
import type { ScoreChord } from '../chords/score-chord.ts';
import type { PitchName } from '../pitch-name.ts';
import type { ScoreElement } from '../score.ts';

/**
 * Writes the chords that begin with a note or rest, or while it lasts, before it. Suggested ones are marked as
 * implied; because programs do not show that, the first one has a text too.
 */
export function writeHarmonies(
  measure: XMLBuilder,
  chords: readonly ScoreChord[] | undefined,
  element: ScoreElement,
): void {
  for (const chord of chordsDuring(chords, element)) {
    if (chord.isSuggested && chord === chords?.find(({ isSuggested }) => isSuggested)) {
      const direction = measure.ele('direction', { placement: 'above' });
      direction.ele('direction-type').ele('words').txt('Suggested chords');
    }
    writeHarmony(measure, chord, chord.startTick - element.startTick);
  }
}

function writeHarmony(
  measure: XMLBuilder,
  { symbol, isSuggested }: ScoreChord,
  offset: number,
): void {
  const harmony = measure.ele('harmony', isSuggested ? { type: 'implied' } : {});
  if (symbol) {
    const { root, kind, bass } = symbol;
    writeName(harmony.ele('root'), 'root', root);
    const suffix = chordText({ root, kind }).slice(chordText({ root, kind: 'major' }).length);
    harmony.ele('kind', { text: suffix }).txt(kind);
    if (bass) writeName(harmony.ele('bass'), 'bass', bass);
  } else {
    // The schema wants a root or a function; of a root MuseScore 3 and Verovio print the name.
    harmony.ele('function');
    harmony.ele('kind', { text: chordText(symbol) }).txt('none');
  }
  if (offset > 0) harmony.ele('offset').txt(String(offset));
}

function writeName(parent: XMLBuilder, name: 'root' | 'bass', { step, alter }: PitchName): void {
  parent.ele(`${name}-step`).txt(step);
  if (alter !== 0) parent.ele(`${name}-alter`).txt(String(alter));
}
