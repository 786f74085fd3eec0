'use client';
import type { Score } from '@my-pitch/shared/score';
import { type RefObject, useEffect, useMemo } from 'react';
import type { ScoreHandle } from '../score/engraving/score-view.ts';
import { spellIn, staffPositionOf } from './note-letters.ts';
import { revealRow } from './reveal-row.ts';
import { GhostNote, LengthHandle } from './staff-overlay.tsx';
import type { Editing } from './use-editing.ts';

interface StaffMarksProps {
  readonly editing: Editing;
  readonly sheet: RefObject<ScoreHandle | null>;
  /** The displayed score. */
  readonly shown: Score;
  /** Semitones that it is written above the sung one. */
  readonly shift: number;
}

/** The offered note at the chosen place, and the grip at the end of the selected note. */
export function StaffMarks({ editing, sheet, shown, shift }: StaffMarksProps) {
  const { document, place, selectedNote, apply } = editing;
  const key = shown.measures[0]?.keySignature ?? document.keySignature;
  const note = selectedNote === undefined ? undefined : document.notes[selectedNote];
  const ghost = useMemo(
    () => place && { tick: place.startTick, position: positionOf(place.midi + shift, key) },
    [place, shift, key],
  );
  const end = useMemo(
    // Half a tick earlier: the end of a row is the start of the next one.
    () => note && { tick: note.endTick - 0.5, position: positionOf(note.midi + shift, key) },
    [note, shift, key],
  );
  const startTick = place?.startTick;
  useEffect(() => {
    if (startTick !== undefined) revealRow(sheet.current?.rowAt(startTick));
  }, [sheet, startTick]);
  return (
    <>
      {ghost && <GhostNote sheet={sheet} point={ghost} />}
      {note && end && (
        <LengthHandle
          sheet={sheet}
          point={end}
          onDrop={(endTick) => apply({ kind: 'end', note: note.id, endTick })}
        />
      )}
    </>
  );
}

function positionOf(midi: number, key: Score['measures'][number]['keySignature']): number {
  return staffPositionOf(spellIn(midi, key));
}
