'use client';
import type { TimePoint } from '@my-pitch/shared/editable-document';
import type { Pitch } from '@my-pitch/shared/score';
import { tickAtSeconds } from '@my-pitch/shared/time-map';
import { useMemo } from 'react';
import type { DrawnNote } from '../pitch/sung-stretch.ts';
import { type BeatUnit, beatHere } from './nearest-beat.ts';
import { nearestWithName } from './note-letters.ts';
import { type Place, placeAt, placeFrom } from './places.ts';
import { drawnNoteOf, noteAt, type SungPitch, suggestMidi } from './suggest-note.ts';
import type { Editing } from './use-editing.ts';

/** Edits at the playback position, and other ways to add notes. */
export interface Adding {
  /**
   * Adds a note at the chosen place, at the playback position, or after the selected note.
   * @param name of the note; by default the pitch that was sung there.
   */
  add(name?: Pitch['step']): void;
  /** Gives the selected note another name, or adds a note of that name without a selection. */
  nameNote(name: Pitch['step']): void;
  /** Adds a note at a place, or refuses when there is none. */
  addAt(place: Place | undefined, midi?: number): void;
  /** Chooses the place at a tick, with a pitch. */
  choose(tick: number, midi: number): void;
  /** Adds a note that was drawn in the pitch view. */
  addSung(drawn: DrawnNote): void;
  /** Moves the nearest beat or barline to the playback position. */
  moveBeat(unit: BeatUnit): void;
  moveBeatTo(beat: TimePoint): void;
  /** Ends a note at the place on its grid that is nearest to a tick. */
  endNote(sungNote: number, endTick: number): void;
}

/** @param sung what was sung, once it is loaded. */
export function useAdding(
  editing: Editing,
  position: () => number,
  sung: SungPitch | undefined,
): Adding {
  return useMemo(() => {
    const { score, document, place, selectedNote, apply, choosePlace } = editing;
    const selected = selectedNote === undefined ? undefined : document.notes[selectedNote];
    const addAt = (at: Place | undefined, midi?: number) => {
      const pitch = at && (midi ?? suggestMidi(score, document, at, sung));
      if (at && pitch !== undefined) apply({ kind: 'add', ...noteAt(score, at, pitch, sung) });
      else apply(impossible);
    };
    const placeNow = () =>
      place ??
      placeFrom(score, tickAtSeconds(score.timeMap, position())) ??
      (selected && placeFrom(score, selected.endTick));
    const add = (name?: Pitch['step']) => {
      const at = placeNow();
      if (!at) addAt(undefined);
      else addAt(at, name ? named(editing, at, name, sung) : place?.midi);
    };
    const nameNote = (name: Pitch['step']) => {
      if (!selected || selectedNote === undefined) return add(name);
      const midi = nearestWithName(name, document.keySignature, selected.midi);
      if (midi === selected.midi) return;
      apply({ kind: 'transpose', note: selected.id, semitones: midi - selected.midi });
    };
    const choose = (tick: number, midi: number) => {
      const at = placeAt(score, tick);
      choosePlace(at && { ...at, midi });
    };
    const addSung = (drawn: DrawnNote) =>
      apply({ kind: 'add', ...drawnNoteOf(score, document, drawn, sung) });
    const moveBeat = (unit: BeatUnit) => {
      const beat = beatHere(score, position(), unit);
      apply(beat ? { kind: 'beat', ...beat } : impossible);
    };
    const moveBeatTo = (beat: TimePoint) => apply({ kind: 'beat', ...beat });
    const endNote = (sungNote: number, endTick: number) => {
      const note = document.notes[sungNote];
      if (note) apply({ kind: 'end', note: note.id, endTick });
    };
    return { add, nameNote, addAt, choose, addSung, moveBeat, moveBeatTo, endNote };
  }, [editing, position, sung]);
}

/** Refused by every document. */
const impossible = { kind: 'add', startTick: 0, endTick: 0, midi: -1 } as const;

/** The pitch with a name nearest to the one that is offered at a place. */
function named(
  { score, document, place }: Editing,
  at: Place,
  name: Pitch['step'],
  sung: SungPitch | undefined,
): number {
  const near = place?.midi ?? suggestMidi(score, document, at, sung);
  return nearestWithName(name, document.keySignature, near);
}
