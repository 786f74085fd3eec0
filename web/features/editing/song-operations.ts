import type { EditableDocument } from '@my-pitch/shared/editable-document';
import { metreStructure } from '@my-pitch/shared/notation/metre-structure';
import { type TimeSignature, ticksPerQuarter } from '@my-pitch/shared/score';
import { fitToGrid } from './fit-to-grid.ts';

const minBpm = 20;
const maxBpm = 400;

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
    tick: Math.round(tick * factor),
    seconds,
  }));
  const pickupTicks = Math.round(document.pickupTicks * factor) % measureTicks;
  return fitToGrid({ ...document, tempos, notes, timePoints, pickupTicks });
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
  };
}

/** The possible pickups of a time signature, in ticks: whole beats from none. */
export function pickupChoices(timeSignature: TimeSignature): readonly number[] {
  const { measureTicks } = metreStructure(timeSignature);
  const unit = Math.min(ticksPerQuarter, (4 * ticksPerQuarter) / timeSignature.beatType);
  return Array.from({ length: Math.ceil(measureTicks / unit) }, (_, i) => i * unit);
}
