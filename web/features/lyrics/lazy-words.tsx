'use client';
import { lazy, Suspense } from 'react';
import type { Editing } from '../editing/use-editing.ts';

const Panel = lazy(async () => ({ default: (await import('./words-panel.tsx')).WordsPanel }));
const Tools = lazy(async () => ({ default: (await import('./word-tools.tsx')).WordTools }));

/** The panel of words, whose script is loaded when it is opened first. */
export function LazyWordsPanel({ editing }: { editing: Editing }) {
  return (
    <Suspense fallback={<div className="card h-72" />}>
      <Panel editing={editing} />
    </Suspense>
  );
}

/** The actions on the word of the selected note, whose script is loaded with a note of a song with words. */
export function LazyWordTools({ editing }: { editing: Editing }) {
  return (
    <Suspense fallback={<div className="h-28 sm:h-14" />}>
      <Tools editing={editing} />
    </Suspense>
  );
}
