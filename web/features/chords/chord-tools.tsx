'use client';
import { chordText, parseChord } from '@my-pitch/shared/chords/chord-text';
import { type ChordEdit, chordAt, editChords } from '@my-pitch/shared/chords/edit-chords';
import { chordTick } from '@my-pitch/shared/chords/place-chords';
import { useId, useState } from 'react';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { LabelledButton } from '../editing/labelled-button.tsx';
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

/** The chord that begins with the selected note or at the chosen place: typing, moving and deleting it. */
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
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-x-2 border-t border-line pt-1 max-sm:mt-1">
      <legend className="sr-only">{texts.tools}</legend>
      <ChordField
        key={`${tick} ${text}`}
        text={text}
        placeholder={before ? texts.holds(chordText(before.symbol)) : ''}
        onEdit={change}
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

interface ChordFieldProps {
  readonly text: string;
  readonly placeholder: string;
  readonly onEdit: (edit: ChordEdit) => void;
}

/** The chord as text, changed when the field is left or with Enter; an empty field deletes it. */
function ChordField({ text, placeholder, onEdit }: ChordFieldProps) {
  const { chords: texts } = useSongMessages();
  const [typed, setTyped] = useState(text);
  const [isUnknown, setUnknown] = useState(false);
  const id = useId();
  const finish = () => {
    if (typed.trim() === text) return;
    const symbol = parseChord(typed);
    setUnknown(symbol === undefined && typed.trim() !== '');
    if (symbol) onEdit({ kind: 'set', symbol });
    else if (typed.trim() === '') onEdit({ kind: 'delete' });
  };
  return (
    <div className="flex flex-wrap items-center gap-2 px-1.5 py-1 text-sm">
      <label htmlFor={id} className="text-quiet">
        {texts.text}
      </label>
      <input
        id={id}
        className="min-h-11 w-28 max-w-full rounded-xl border border-line bg-sheet px-3 text-base text-ink aria-invalid:border-danger"
        value={typed}
        placeholder={placeholder}
        maxLength={20}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={isUnknown}
        aria-describedby={isUnknown ? `${id}-problem` : undefined}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish();
        }}
      />
      {isUnknown && (
        <p id={`${id}-problem`} role="alert" className="basis-full text-danger">
          {texts.unknown}
        </p>
      )}
    </div>
  );
}
