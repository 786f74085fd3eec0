'use client';
import type { EditableDocument } from '@my-pitch/shared/editable-document';
import { scoreOf } from '@my-pitch/shared/notation/score-of-document';
import type { Score } from '@my-pitch/shared/score';
import { useMemo, useState } from 'react';

/** The score that is drawn, played and exported. */
export interface ShownVersion {
  readonly document: EditableDocument | undefined;
  readonly score: Score | undefined;
  /** Whether there is a corrected score. */
  readonly isCorrected: boolean;
  /** Whether the original is shown although there is a corrected score. */
  readonly showsOriginal: boolean;
  setShowsOriginal(showsOriginal: boolean): void;
  /** Whether the editor is open. It edits the corrected score only. */
  readonly isOpen: boolean;
  setOpen(isOpen: boolean): void;
}

/** Chooses between the corrected score and the original. */
export function useShownVersion(
  original: Score | undefined,
  origin: EditableDocument | undefined,
  corrected: EditableDocument | undefined,
): ShownVersion {
  const [view, setView] = useState<'corrected' | 'original' | 'editor'>('corrected');
  const isCorrected = corrected !== undefined && corrected !== origin;
  const showsOriginal = isCorrected && view === 'original';
  const document = showsOriginal ? origin : corrected;
  const score = useMemo(
    () => document && original && (document === origin ? original : scoreOf(document)),
    [document, original, origin],
  );
  return {
    document,
    score,
    isCorrected,
    showsOriginal,
    setShowsOriginal: (isOriginal) =>
      setView((before) => (isOriginal ? 'original' : before === 'original' ? 'corrected' : before)),
    isOpen: view === 'editor',
    setOpen: (isOpen) => setView(isOpen ? 'editor' : 'corrected'),
  };
}
