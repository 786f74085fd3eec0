'use client';
import { midiOf } from '@my-pitch/shared/pitch-names';
import type { Score } from '@my-pitch/shared/score';
import { type RefObject, useEffect } from 'react';
import { elementAt } from '../player/element-at.ts';
import type { ScoreHandle } from '../score/engraving/score-view.ts';
import { pitchAtStaffPosition } from './note-letters.ts';
import { placeAt } from './places.ts';
import type { Adding } from './use-adding.ts';
import type { Editing } from './use-editing.ts';

interface StaffTapsOptions {
  readonly editing: Editing;
  readonly adding: Adding;
  readonly sheet: RefObject<ScoreHandle | null>;
  /** The displayed score. */
  readonly shown: Score;
  /** Semitones that the displayed score is written above the sung one. */
  readonly shift: number;
}

/** Taps on these keep the selection; taps elsewhere beside the notes end it. */
const selectionStays =
  'button, a, label, input, select, [data-edit-toolbar], [data-edit-part], [data-player], [data-testid=pitch-view]';

/**
 * Taps on the staff of the open editor: a tap beside the notes chooses the place and the pitch of its
 * line. While notes are added by tapping, it adds a note, also in the later part of a note.
 */
export function useStaffTaps({ editing, adding, sheet, shown, shift }: StaffTapsOptions): void {
  useEffect(() => {
    if (!editing.isOpen) return;
    const tap = (event: MouseEvent) => {
      const { target, clientX, clientY } = event;
      if (!(target instanceof Element)) return;
      if (!target.closest('.score-row')) {
        if (!target.closest(selectionStays)) editing.select(undefined);
        return;
      }
      // A measure's number leads to the measure.
      if (target.closest('[data-measure]')) return;
      const isOnNote = elementAt(target) !== undefined;
      if (isOnNote && !editing.isAdding) return;
      const point = sheet.current?.staffPointAt(clientX, clientY);
      const key = shown.measures[0]?.keySignature;
      const pitch = point && key && pitchAtStaffPosition(point.position, key);
      if (!point || !pitch) return;
      const midi = Math.min(127, Math.max(0, midiOf(pitch) - shift));
      const place = editing.isAdding ? placeAt(editing.score, point.tick) : undefined;
      if (place) adding.addAt(place, midi);
      // The start of a note: the tap selects it.
      else if (isOnNote) return;
      else adding.choose(point.tick, midi);
      event.stopPropagation();
    };
    // In the capture phase, before the note's own click handler, which would select it.
    document.addEventListener('click', tap, { capture: true });
    return () => document.removeEventListener('click', tap, { capture: true });
  }, [editing, adding, sheet, shown, shift]);
}

/** Semitones from the sung score to the displayed one. */
export function shiftBetween(sung: Score, shown: Score): number {
  const first = ({ measures }: Score) =>
    measures.flatMap(({ elements }) => elements).find(({ kind }) => kind === 'note');
  const [from, to] = [first(sung), first(shown)];
  return from?.kind === 'note' && to?.kind === 'note' ? midiOf(to.pitch) - midiOf(from.pitch) : 0;
}
