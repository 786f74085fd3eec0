'use client';
import { maxWordsLength, parseWords } from '@my-pitch/shared/lyrics/parse-words';
import { setWords, wordsText } from '@my-pitch/shared/lyrics/set-words';
import { type ChangeEvent, useId, useState } from 'react';
import { SelectField } from '../../components/select-field.tsx';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import type { Editing } from '../editing/use-editing.ts';

/** The words of the song as text: pasted, typed or from a file, and set under the notes. */
export function WordsPanel({ editing }: { editing: Editing }) {
  const { lyrics: texts } = useSongMessages();
  const [verse, setVerse] = useState(1);
  const { notes } = editing.document;
  const choices = [1, 2, 3].map((each) => [String(each), texts.verseNumber(each)] as const);
  const hasWords = notes.some(({ syllables }) => syllables !== undefined);
  return (
    <section className="card no-print flex flex-col gap-4 p-5 sm:p-6" aria-labelledby="words">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <h2 id="words" className="text-lg font-semibold">
          {texts.title}
        </h2>
        {hasWords && (
          <SelectField
            label={texts.verse}
            value={String(verse)}
            options={choices}
            onChange={(value) => setVerse(Number(value))}
          />
        )}
      </div>
      <WordsForm key={verse} {...{ editing, verse }} />
    </section>
  );
}

function WordsForm({ editing, verse }: { editing: Editing; verse: number }) {
  const { lyrics: texts } = useSongMessages();
  const { apply, document } = editing;
  const { notes } = document;
  const [text, setText] = useState(() => wordsText(notes, verse));
  const [message, setMessage] = useState('');
  const [fieldId, hintId] = [useId(), useId()];
  const set = (words: string) => {
    const lines = parseWords(words);
    const laid = setWords(notes, lines, verse);
    if (!laid) {
      setMessage(texts.tooMany);
      return;
    }
    apply({ kind: 'words', notes: laid });
    const count = lines.reduce((sum, { syllables }) => sum + syllables.length, 0);
    setMessage(count === 0 ? texts.removed : `${texts.done(count)} ${texts.check}`);
  };
  return (
    <>
      <div className="flex flex-col gap-1.5">
        <label htmlFor={fieldId} className="text-sm text-quiet">
          {texts.field}
        </label>
        <textarea
          id={fieldId}
          className="min-h-40 w-full rounded-2xl border border-line bg-sheet p-3 text-base leading-relaxed text-ink"
          rows={8}
          maxLength={maxWordsLength}
          value={text}
          aria-describedby={hintId}
          onChange={(event) => setText(event.target.value)}
        />
        <p id={hintId} className="text-sm text-quiet">
          {texts.hint} {verse > 1 && texts.later}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <button
          type="button"
          className="button"
          disabled={text.trim() === ''}
          onClick={() => set(text)}
        >
          {texts.set}
        </button>
        <FileButton onText={setText} />
        <button
          type="button"
          className="button button-quiet"
          disabled={wordsText(notes, verse) === ''}
          onClick={() => {
            setText('');
            set('');
          }}
        >
          {texts.remove}
        </button>
      </div>
      <p role="status" className="text-quiet empty:hidden">
        {message}
      </p>
    </>
  );
}

/** Reads a text file into the field. */
function FileButton({ onText }: { onText: (text: string) => void }) {
  const { lyrics: texts } = useSongMessages();
  const open = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (!file) return;
    const text = await file.text();
    target.value = '';
    onText(text.slice(0, maxWordsLength));
  };
  return (
    <label className="button button-quiet focus-within:outline-2">
      {texts.file}
      <input
        type="file"
        className="sr-only"
        accept=".lrc,.txt,text/plain"
        onChange={(event) => void open(event)}
      />
    </label>
  );
}
