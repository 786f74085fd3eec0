import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { editableOf } from '@my-pitch/shared/notation/document-of-score';
import { expect, it } from 'vitest';
import { applyEdit, type Edit } from './edit.ts';

const { notes, ...song } = editableOf(writtenScore(shortTune));
const words = ['one', 'two', 'three', 'four'];
const document = {
  ...song,
  notes: notes.map((note, i) => ({ ...note, syllables: [{ text: words[i]! }] })),
};

function wordsAfter(edit: Edit): string[] {
  return applyEdit(document, edit).notes.map(({ syllables = [] }) =>
    syllables.map(({ text }) => text).join('+'),
  );
}

it.each<readonly [Edit, readonly string[]]>([
  [{ kind: 'split', note: 1 }, ['one', 'two', '', 'three', 'four']],
  [{ kind: 'merge', note: 1 }, ['one', 'two+three', 'four']],
  [{ kind: 'delete', note: 2 }, ['one', 'two+three', 'four']],
  [{ kind: 'move', note: 3, direction: 1 }, words],
  [{ kind: 'transpose', note: 0, semitones: 2 }, words],
  [{ kind: 'scale-tempo', factor: 2 }, words],
  [{ kind: 'rebar', quarterBpm: 90 }, words],
  [{ kind: 'add', startTick: 150, endTick: 174, midi: 60 }, ['one', 'two', 'three', '', 'four']],
])('words stay with their notes: %j', (edit, expected) => {
  expect(wordsAfter(edit)).toEqual(expected);
});
