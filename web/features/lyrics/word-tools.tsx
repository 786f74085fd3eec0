'use client';
import { moveWords, type WordEdit } from '@my-pitch/shared/lyrics/move-words';
import { parseWords } from '@my-pitch/shared/lyrics/parse-words';
import type { Syllable } from '@my-pitch/shared/lyrics/syllable';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { LabelledButton } from '../editing/labelled-button.tsx';
import { ToolbarField } from '../editing/toolbar-field.tsx';
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
  const type = (typed: string) => {
    change({ kind: 'text', syllables: typedSyllables(typed) });
    return undefined;
  };
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-x-2 border-t border-line pt-1 max-sm:mt-1">
      <legend className="sr-only">{texts.tools}</legend>
      <ToolbarField
        key={`${selectedNote} ${text}`}
        label={texts.text}
        text={text}
        width="w-24"
        maxLength={100}
        onText={type}
      />
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

/** The syllables of a note from typed text: the last goes on when a hyphen follows it. */
function typedSyllables(typed: string): Extract<WordEdit, { kind: 'text' }>['syllables'] {
  const goesOn = /-\s*$/.test(typed);
  const syllables = parseWords(typed).flatMap((line) => line.syllables);
  const joined = syllables.map((each, i) =>
    i === syllables.length - 1 && goesOn ? { text: each.text.replace(/-$/, ''), goesOn } : each,
  );
  return joined.map(({ text: each, goesOn: on }) => ({
    text: each,
    ...(on ? { goesOn: true as const } : {}),
  }));
}
