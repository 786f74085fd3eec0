'use client';
import { useState } from 'react';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import type { Editing } from '../editing/use-editing.ts';
import type { ReadScore } from '../score/use-reading.ts';

interface SuggestedChordsProps {
  readonly editing: Editing;
  readonly read: ReadScore;
}

/** Suggests chords for a song in which none were heard, or removes them again; nothing for other songs. */
export function SuggestedChords({ editing, read }: SuggestedChordsProps) {
  const { chords: texts } = useSongMessages();
  const [message, setMessage] = useState('');
  const { score, showsOriginal, apply } = editing;
  const { chords = [] } = score;
  const areSuggested = chords.some(({ isSuggested }) => isSuggested);
  if (showsOriginal || (chords.length > 0 && !areSuggested)) return null;
  const suggest = async () => {
    const { suggestChords } = await import('@my-pitch/shared/chords/suggest-chords');
    const suggested = suggestChords(score).map(({ startTick: _, ...timed }) => timed);
    if (suggested.length > 0) apply({ kind: 'chords', chords: suggested });
    if (read.reading.chords === 'hidden') read.change({ chords: 'shown' });
    setMessage(suggested.length > 0 ? texts.suggested : texts.nothingToSuggest);
  };
  const remove = () => {
    const typed = chords.filter(({ isSuggested }) => !isSuggested);
    apply({ kind: 'chords', chords: typed.map(({ startTick: _, ...timed }) => timed) });
    setMessage(texts.suggestionsRemoved);
  };
  return (
    <div className="col-span-full flex flex-wrap items-center gap-x-4 gap-y-2 pb-4">
      <button
        type="button"
        className="button button-quiet"
        onClick={() =>
          areSuggested ? remove() : void suggest().catch(() => setMessage(texts.suggestingFailed))
        }
      >
        {areSuggested ? texts.removeSuggestions : texts.suggest}
      </button>
      <p role="status" className="text-sm text-quiet empty:hidden">
        {message || (areSuggested ? texts.suggested : '')}
      </p>
    </div>
  );
}
