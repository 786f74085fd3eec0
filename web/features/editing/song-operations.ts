import type { EditableDocument } from '@my-pitch/shared/editable-document';
import { metreStructure } from '@my-pitch/shared/notation/metre-structure';
import { type TimeSignature, ticksPerQuarter } from '@my-pitch/shared/score';
import { fitToGrid } from './fit-to-grid.ts';

export const minBpm = 20;
export const maxBpm = 400;

/** Changes the barlines. A pickup as long as the new measure or longer is dropped. */
export function setTimeSignature(
  document: EditableDocument,
  timeSignature: TimeSignature,
): EditableDocument {
  const { measureTicks } = metreStructure(timeSignature);
  const pickupTicks = document.pickupTicks < measureTicks ? document.pickupTicks : 0;
  return fitToGrid({ ...document, timeSignature, pickupTicks });
}

/**
 * Sets the length of the pickup measure. If the score starts with enough silence, the silence that the
 * pickup replaces is cut; otherwise the barlines move.
 */
export function setPickup(document: EditableDocument, pickupTicks: number): EditableDocument {
  const { measureTicks } = metreStructure(document.timeSignature);
  if (pickupTicks < 0 || pickupTicks >= measureTicks) return document;
  const silence = document.notes[0]?.startTick ?? 0;
  const replacedTicks = measureTicks - pickupTicks;
  const isCut = document.pickupTicks === 0 && pickupTicks > 0 && silence >= replacedTicks;
  const cut = isCut ? shiftTicks(document, -replacedTicks) : document;
  return fitToGrid({ ...cut, pickupTicks });
}

/** Doubles or halves the tempo and every note value, so that the song sounds the same. */
export function scaleTempo(document: EditableDocument, factor: 0.5 | 2): EditableDocument {
  const tempos = document.tempos.map(({ tick, quarterBpm }) => ({
    tick: Math.round(tick * factor),
    quarterBpm: quarterBpm * factor,
  }));
  if (tempos.some(({ quarterBpm }) => quarterBpm < minBpm || quarterBpm > maxBpm)) {
    return document;
  }
  const { measureTicks } = metreStructure(document.timeSignature);
  const notes = document.notes.map((note) => ({
    ...note,
    startTick: note.startTick * factor,
    endTick: note.endTick * factor,
  }));
  const timePoints = document.timePoints.map(({ tick, seconds }) => ({
    tick: wholeTick(tick * factor),
    seconds,
  }));
  const pickupTicks = Math.round(document.pickupTicks * factor) % measureTicks;
  const scaled = { ...document, tempos, notes, timePoints, pickupTicks };
  return fitToGrid({ ...scaled, ...movedSyncPoints(document, (tick) => tick * factor) });
}

/** Sets the printed and exported tempo. The recording does not change. */
export function setTempo(document: EditableDocument, quarterBpm: number): EditableDocument {
  if (!(quarterBpm >= minBpm && quarterBpm <= maxBpm)) return document;
  return { ...document, tempos: [{ tick: 0, quarterBpm }] };
}

function shiftTicks(document: EditableDocument, by: number): EditableDocument {
  return {
    ...document,
    tempos: document.tempos.map((tempo) => ({ ...tempo, tick: Math.max(0, tempo.tick + by) })),
    notes: document.notes.map((note) => ({
      ...note,
      startTick: note.startTick + by,
      endTick: note.endTick + by,
    })),
    timePoints: document.timePoints.map(({ tick, seconds }) => ({ tick: tick + by, seconds })),
    ...movedSyncPoints(document, (tick) => tick + by),
  };
}

/** The nearest whole tick; never −0, which JSON does not have. */
export function wholeTick(tick: number): number {
  return Math.round(tick) + 0;
}

/** The moved beats at other ticks; nothing for a document without any. */
function movedSyncPoints(
  { syncPoints }: Pick<EditableDocument, 'syncPoints'>,
  move: (tick: number) => number,
): Pick<EditableDocument, 'syncPoints'> {
  if (!syncPoints) return {};
  return {
    syncPoints: syncPoints.map(({ tick, seconds }) => ({ tick: wholeTick(move(tick)), seconds })),
  };
}

/** The possible pickups of a time signature, in ticks: every sixteenth from none. */
export function pickupChoices(timeSignature: TimeSignature): readonly number[] {
  const { measureTicks } = metreStructure(timeSignature);
  const unit = ticksPerQuarter / 4;
  return Array.from({ length: Math.ceil(measureTicks / unit) }, (_, i) => i * unit);
}

/** A length as a count of the longest note value that measures it: three eighths, one quarter. */
export function lengthInNotes(ticks: number): { readonly count: number; readonly unit: number } {
  const unit = [4, 8, 16].find((each) => ticks % ((4 * ticksPerQuarter) / each) === 0) ?? 32;
  return { count: ticks / ((4 * ticksPerQuarter) / unit), unit };
}
