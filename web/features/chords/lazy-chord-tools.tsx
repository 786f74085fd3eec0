'use client';
import { lazy, Suspense } from 'react';
import type { Editing } from '../editing/use-editing.ts';

const Tools = lazy(async () => ({ default: (await import('./chord-tools.tsx')).ChordTools }));

/** The actions on a chord, whose script is loaded with a selected note or place of a song with chords. */
export function LazyChordTools({ editing }: { editing: Editing }) {
  return (
    <Suspense fallback={<div className="h-14" />}>
      <Tools editing={editing} />
    </Suspense>
  );
}
