'use client';
import { moveWords, type WordEdit } from '@my-pitch/shared/lyrics/move-words';
import { parseWords } from '@my-pitch/shared/lyrics/parse-words';
import type { Syllable } from '@my-pitch/shared/lyrics/syllable';
import { useId, useState } from 'react';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { LabelledButton } from '../editing/labelled-button.tsx';
import type { Editing } from '../editing/use-editing.ts';

const paths = {
  previous: 'M19 12H5M10 7l-5 5 5 5',
  next: 'M5 12h14M14 7l5 5-5 5',
  earlier: 'M21 12h-9M16 8l-4 4 4 4M8 5v14M4 5v14',
  later: 'M3 12h9M8 8l4 4-4 4M16 5v14M20 5v14',
  line: 'M4 5v14M8 8h12M8 12h12M8 16h7',
} as const;
const kinds = ['previous', 'next', 'later', 'earlier', 'line'] as const;

/** The word of the selected note: its text, and moving it. */
export function WordTools({ editing }: { editing: Editing }) {
  const { lyrics: texts } = useSongMessages();
  const { document, selectedNote, apply } = editing;
  if (selectedNote === undefined) return null;
  const change = (edit: WordEdit) => {
    const notes = moveWords(document.notes, selectedNote, edit);
    if (notes) apply({ kind: 'words', notes });
  };
  const isPossible = (kind: (typeof kinds)[number]) =>
    moveWords(document.notes, selectedNote, { kind }) !== undefined;
  const text = shownText(document.notes[selectedNote]?.syllables);
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-x-2 border-t border-line pt-1 max-sm:mt-1">
      <legend className="sr-only">{texts.tools}</legend>
      <WordField key={`${selectedNote} ${text}`} text={text} onText={change} />
      <div className="flex flex-1 flex-wrap gap-0.5 max-sm:basis-full max-sm:justify-between">
        {kinds.map((kind) => (
          <LabelledButton
            key={kind}
            word={texts.words[kind]}
            label={texts.actions[kind]}
            path={paths[kind]}
            className="flex-1 text-leaf"
            isDisabled={!isPossible(kind)}
            onClick={() => change({ kind })}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** The syllables of a note as text: a hyphen after one whose word goes on. */
function shownText(syllables: readonly Syllable[] = []): string {
  return syllables
    .filter(({ verse }) => verse === undefined)
    .map(({ text, goesOn }) => (goesOn ? `${text}-` : `${text} `))
    .join('')
    .trim();
}

/** The text of a note's word, changed when the field is left or with Enter. */
function WordField({ text, onText }: { text: string; onText: (edit: WordEdit) => void }) {
  const { lyrics: texts } = useSongMessages();
  const [typed, setTyped] = useState(text);
  const id = useId();
  const finish = () => {
    if (typed.trim() === text) return;
    const goesOn = /-\s*$/.test(typed);
    const syllables = parseWords(typed).flatMap((line) => line.syllables);
    const joined = syllables.map((each, i) =>
      i === syllables.length - 1 && goesOn ? { text: each.text.replace(/-$/, ''), goesOn } : each,
    );
    onText({
      kind: 'text',
      syllables: joined.map(({ text: each, goesOn: on }) => ({
        text: each,
        ...(on ? { goesOn: true as const } : {}),
      })),
    });
  };
  return (
    <div className="flex flex-wrap items-center gap-2 px-1.5 py-1 text-sm">
      <label htmlFor={id} className="text-quiet">
        {texts.text}
      </label>
      <input
        id={id}
        className="min-h-11 w-24 max-w-full rounded-xl border border-line bg-sheet px-3 text-base text-ink"
        value={typed}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish();
        }}
      />
    </div>
  );
}
