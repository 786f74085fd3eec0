'use client';
import { chordText, parseChord } from '@my-pitch/shared/chords/chord-text';
import { type ChordEdit, chordAt, editChords } from '@my-pitch/shared/chords/edit-chords';
import { chordTick } from '@my-pitch/shared/chords/place-chords';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { LabelledButton } from '../editing/labelled-button.tsx';
import { ToolbarField } from '../editing/toolbar-field.tsx';
import type { Editing } from '../editing/use-editing.ts';

const paths = {
  earlier: 'M19 12H5M10 7l-5 5 5 5',
  later: 'M5 12h14M14 7l5 5-5 5',
  delete: 'M6 6l12 12M18 6 6 18',
} as const;
const edits = {
  earlier: { kind: 'move', direction: -1 },
  later: { kind: 'move', direction: 1 },
  delete: { kind: 'delete' },
} as const satisfies Record<string, ChordEdit>;
const actions = ['earlier', 'later', 'delete'] as const;

/**
 * The chord that begins with the selected note or at the chosen place: typing, moving and deleting it. An
 * emptied field deletes it too.
 */
export function ChordTools({ editing }: { editing: Editing }) {
  const { chords: texts } = useSongMessages();
  const { document, score, selectedNote, place, apply } = editing;
  const note = selectedNote === undefined ? undefined : document.notes[selectedNote];
  const chosen = place ?? note;
  if (!chosen) return null;
  const tick = chordTick(chosen.startTick);
  const chord = chordAt(score.chords, tick);
  const before = score.chords?.findLast(({ startTick }) => startTick < tick);
  const change = (edit: ChordEdit) => {
    const chords = editChords(document, tick, edit);
    if (chords) apply({ kind: 'chords', chords });
  };
  const text = chord ? chordText(chord.symbol) : '';
  const type = (typed: string) => {
    const symbol = parseChord(typed);
    if (symbol) change({ kind: 'set', symbol });
    else if (typed.trim() === '') change({ kind: 'delete' });
    else return texts.unknown;
    return undefined;
  };
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-x-2 border-t border-line pt-1 max-sm:mt-1">
      <legend className="sr-only">{texts.tools}</legend>
      <ToolbarField
        key={`${tick} ${text}`}
        label={texts.text}
        text={text}
        width="w-28"
        maxLength={20}
        placeholder={before ? texts.holds(chordText(before.symbol)) : ''}
        isVerbatim
        onText={type}
      />
      <div className="flex flex-1 flex-wrap gap-0.5 max-sm:basis-full max-sm:justify-between">
        {actions.map((action) => (
          <LabelledButton
            key={action}
            word={texts.words[action]}
            label={texts.actions[action]}
            path={paths[action]}
            className="flex-1 text-leaf"
            isDisabled={editChords(document, tick, edits[action]) === undefined}
            onClick={() => change(edits[action])}
          />
        ))}
      </div>
    </fieldset>
  );
}
