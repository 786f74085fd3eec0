import { describe, expect, it } from 'vitest';
import type { EditableDocument } from '../editable-document.ts';
import { shortTune, writtenScore } from '../notation/document.fixture.ts';
import { editableOf } from '../notation/document-of-score.ts';
import { scoreOf } from '../notation/score-of-document.ts';
import type { ChordSymbol } from './chord-symbol.ts';
import { chordText, parseChord } from './chord-text.ts';
import { type ChordEdit, chordAt, editChords } from './edit-chords.ts';

const tune = editableOf(writtenScore(shortTune));
const set = (text: string): ChordEdit => ({
  kind: 'set',
  symbol: parseChord(text) as ChordSymbol | 'none',
});

/** The chords after edits, as `C@0`; `impossible` for the edits that are. */
function after(...edits: readonly (readonly [tick: number, edit: ChordEdit])[]): string {
  let document: EditableDocument = tune;
  let refused = '';
  for (const [tick, edit] of edits) {
    const chords = editChords(document, tick, edit);
    if (chords) document = { ...document, chords };
    else refused += ' impossible';
  }
  const { chords = [] } = scoreOf(document);
  const texts = chords.map(
    ({ startTick, symbol }) => `${symbol ? chordText(symbol) : 'N.C.'}@${startTick}`,
  );
  return `${texts.join(' ')}${refused}`;
}

describe('editing chords', () => {
  it('adds them where they are typed, in the order of time', () => {
    expect(after([96, set('G7')], [0, set('C')])).toBe('C@0 G7@96');
  });

  it('replaces the one that begins there, also by none', () => {
    expect(after([0, set('C')], [0, set('Am7/G')])).toBe('Am7/G@0');
    expect(after([0, set('C')], [96, set('G')], [96, set('N.C.')])).toBe('C@0 N.C.@96');
  });

  it('deletes one', () => {
    expect(after([0, set('C')], [96, set('G')], [0, { kind: 'delete' }])).toBe('G@96');
  });

  it('moves one by a quarter, not over another one nor out of the score', () => {
    const later = { kind: 'move', direction: 1 } as const;
    const earlier = { kind: 'move', direction: -1 } as const;
    expect(after([0, set('C')], [0, later])).toBe('C@48');
    expect(after([0, set('C')], [96, set('G')], [96, earlier])).toBe('C@0 G@48');
    expect(after([0, set('C')], [48, set('G')], [0, later])).toBe('C@0 G@48 impossible');
    expect(after([0, set('C')], [0, earlier])).toBe('C@0 impossible');
    const { measures } = scoreOf(tune);
    const lastMeasure = measures.at(-1);
    const last = (lastMeasure?.startTick ?? 0) + (lastMeasure?.lengthTicks ?? 0) - 48;
    expect(after([last, set('C')], [last, later])).toBe(`C@${last} impossible`);
  });

  it('neither deletes nor moves what is not there', () => {
    expect(after([48, { kind: 'delete' }], [48, { kind: 'move', direction: 1 }])).toBe(
      ' impossible impossible',
    );
  });

  it('is sure of what was typed', () => {
    const chords = editChords(tune, 0, set('C'));
    expect(chords?.[0]?.confidence).toBe(1);
    expect(chordAt(undefined, 0)).toBeUndefined();
  });
});
