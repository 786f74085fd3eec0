import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EditableNote } from '../editable-document.ts';
import { moveWords, type WordEdit } from './move-words.ts';
import type { Syllable } from './syllable.ts';
import { sungNotes, textsOf } from './testing/sung-notes.ts';

const line = (text: string): readonly Syllable[] => [{ text, starts: 'line' }];
const notes = sungNotes(['a', 'b', '', 'c', line('D'), 'e', '', 'f', line('G')]);

function shown(edited: readonly EditableNote[] | undefined): string | undefined {
  return edited
    ?.map(({ syllables = [] }) => syllables.map(({ text }) => text).join('+') || '_')
    .join(' ');
}

describe('a word', () => {
  it.each<
    readonly [
      WordEdit['kind'] & ('next' | 'previous' | 'later' | 'earlier' | 'line'),
      number,
      string,
    ]
  >([
    ['next', 1, 'a _ b c D e _ f G'],
    ['next', 0, '_ a+b _ c D e _ f G'],
    ['previous', 3, 'a b c _ D e _ f G'],
    ['later', 0, '_ a b c D e _ f G'],
    ['earlier', 0, 'a+b _ _ c D e _ f G'],
    ['earlier', 2, 'a b c _ D e _ f G'],
    ['line', 5, 'a b _ c _ D e f G'],
    ['line', 3, 'a b c D e f _ _ G'],
  ])('moves %s from note %i', (kind, index, expected) => {
    expect(shown(moveWords(notes, index, { kind }))).toBe(expected);
  });

  it('is written anew, at the place of its line', () => {
    const syllables = [{ text: 'x', goesOn: true as const }, { text: 'y' }];
    const edited = moveWords(notes, 4, { kind: 'text', syllables });
    expect(edited?.[4]?.syllables).toEqual([
      { text: 'x', goesOn: true, starts: 'line' },
      { text: 'y' },
    ]);
    expect(shown(moveWords(notes, 0, { kind: 'text', syllables: [] }))).toBe('_ b _ c D e _ f G');
  });

  it('is held over a note after it that had no words of the text', () => {
    const stopped = sungNotes([[{ text: 'oh', stops: true }], '', 'you']);
    const held = moveWords(stopped, 1, { kind: 'later' });
    expect(held?.[0]?.syllables).toEqual([{ text: 'oh' }]);
    expect(shown(held)).toBe('oh _ you');
    expect(moveWords(held ?? [], 1, { kind: 'later' })).toBeUndefined();
  });

  it('does not leave the song', () => {
    expect(moveWords(notes, 8, { kind: 'next' })).toBeUndefined();
    expect(moveWords(notes, 0, { kind: 'previous' })).toBeUndefined();
    expect(moveWords(notes, 2, { kind: 'next' })).toBeUndefined();
    expect(moveWords(notes, 8, { kind: 'later' })).toBeUndefined();
    expect(moveWords(notes, 7, { kind: 'later' })).toBeUndefined();
  });
});

it('moves words without losing or reordering one, in every line', () => {
  const word = fc.constantFrom('', 'word', 'line');
  const kind = fc.constantFrom<'next' | 'previous' | 'later' | 'earlier' | 'line'>(
    ...(['next', 'previous', 'later', 'earlier', 'line'] as const),
  );
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 12 }),
      fc.array(fc.tuple(kind, fc.nat(11))),
      (words, steps) => {
        let edited = sungNotes(
          words.map((each, i) => {
            if (each === '') return '';
            return [{ text: `w${i}`, ...(each === 'line' ? { starts: 'line' as const } : {}) }];
          }),
        );
        const before = textsOf(edited);
        for (const [step, at] of steps) {
          edited = moveWords(edited, at % edited.length, { kind: step }) ?? edited;
        }
        expect(textsOf(edited)).toEqual(before);
      },
    ),
  );
});
