import type { EditableDocument, TimePoint } from '@my-pitch/shared/editable-document';
import { composeTimeMap } from '@my-pitch/shared/notation/compose-time-map';
import { metreStructure } from '@my-pitch/shared/notation/metre-structure';
import { isWritable } from '@my-pitch/shared/notation/score-of-document';
import { ticksPerQuarter } from '@my-pitch/shared/score';
import { secondsAtTick, tickAtSeconds } from '@my-pitch/shared/time-map';
import { fitToGrid, snapToSixteenths } from './fit-to-grid.ts';
import { keepTriplets } from './keep-triplets.ts';
import { maxBpm, minBpm, wholeTick } from './song-operations.ts';

const sixteenth = ticksPerQuarter / 4;
/** A note this close to the moved sound, in ticks, is what sounds there. */
const onsetReach = 2;
/** Ratios of tempos at which every note value stays a note value. */
const exactFactors = [1 / 3, 1 / 2, 2 / 3, 3 / 2, 2, 3];

/**
 * Writes the music at another tempo: note values and barlines change, the sound stays. Unless the ratio
 * of the tempos is simple, all notes but triplets move to the nearest sixteenth.
 */
export function rebarToTempo(document: EditableDocument, quarterBpm: number): EditableDocument {
  const before = document.tempos[0]?.quarterBpm ?? quarterBpm;
  const isPossible = quarterBpm >= minBpm && quarterBpm <= maxBpm;
  if (!isPossible || quarterBpm === before) return document;
  const factor = quarterBpm / before;
  const { measureTicks } = metreStructure(document.timeSignature);
  const { pickupTicks } = document;
  const pickup = nearest(pickupTicks * factor);
  const warp = (tick: number) => pickup + (tick - pickupTicks) * factor;
  const scaled = mapTicks(document, warp);
  const tempos = document.tempos.map((tempo, index) => ({
    tick: index === 0 ? 0 : Math.max(0, Math.round(tempo.tick * factor)),
    quarterBpm: index === 0 ? quarterBpm : tempo.quarterBpm * factor,
  }));
  const rebarred = { ...scaled, tempos, pickupTicks: pickup % measureTicks };
  const isExact = exactFactors.some((exact) => Math.abs(exact - factor) < 1e-6);
  if (isExact) return fitToGrid(rebarred);
  const snap = (tick: number) => nearest(warp(tick));
  const map = keepTriplets(document, { warp, snap, pickupTicks: rebarred.pickupTicks });
  const kept = map && { ...rebarred, notes: mapTicks(document, map, sixteenth).notes };
  return kept && isWritable(kept) ? kept : snapToSixteenths(rebarred);
}

/**
 * Moves a beat onto a time of the recording. The music that sounds there is written at the beat; the
 * music back to the previous moved beat, or to the start, and on to the next moved beat follows in
 * proportion, and without one all later music moves along. Triplets stay triplets where they still fill a
 * part of a beat.
 */
export function alignBeat(
  document: EditableDocument,
  { tick, seconds }: TimePoint,
): EditableDocument {
  const timeMap = composeTimeMap(document);
  const from = tickAtSeconds(timeMap, seconds);
  const others = (document.syncPoints ?? []).filter((point) => point.tick !== tick);
  const before = others.findLast((point) => point.tick < tick);
  const after = others.find((point) => point.tick > tick);
  const start = before?.tick ?? 0;
  const isAfter = from > start + 1 && tick > start && seconds > (before?.seconds ?? -1);
  const isBefore = !after || (from < after.tick - 1 && seconds < after.seconds);
  if (!isAfter || !isBefore) return document;
  const { measureTicks } = metreStructure(document.timeSignature);
  const shift = nearest(tick - from);
  const isLater = (at: number) => !after && at >= from - sixteenth / 2;
  const warp = (at: number) => {
    if (at <= start) return at;
    if (isLater(at)) return at + shift;
    if (at <= from) return start + ((at - start) * (tick - start)) / (from - start);
    if (!after || at >= after.tick) return at;
    return tick + ((at - from) * (after.tick - tick)) / (after.tick - from);
  };
  const isStretched = (at: number) => at > start && !isLater(at) && !(after && at >= after.tick);
  const snap = (at: number) => {
    if (Math.abs(at - from) <= onsetReach) return tick;
    return isStretched(at) ? nearest(warp(at)) : warp(at);
  };
  const { pickupTicks } = document;
  const map = keepTriplets(document, { warp, snap, pickupTicks, fixedTick: from });
  const unsynced = { ...document, syncPoints: [] };
  const kept = map && mapTicks(unsynced, map);
  const moved = kept && isWritable(kept) ? kept : mapTicks(unsynced, snap);
  const tempos = document.tempos.map((tempo) => ({
    ...tempo,
    tick: Math.max(0, Math.round(snap(tempo.tick))),
  }));
  const syncPoints = [...others, { tick, seconds }].sort((a, b) => a.tick - b.tick);
  // Without a later point, the music after the beat would go on at the speed before it.
  const end = wholeTick(Math.max(from, document.notes.at(-1)?.endTick ?? 0)) + measureTicks;
  const tail = { tick: end + shift, seconds: secondsAtTick(timeMap, end) };
  const timePoints = after ? moved.timePoints : [...moved.timePoints, tail];
  return fitToGrid({ ...moved, tempos, syncPoints, timePoints });
}

/**
 * The document with every tick of notes and of the time map replaced; notes keep a length and their order.
 * @param leastTicks length of a note that would have none.
 */
function mapTicks(
  document: EditableDocument,
  map: (tick: number) => number,
  leastTicks = sixteenth / 2,
): EditableDocument {
  let free = 0;
  const notes = document.notes.map((note) => {
    const [start, end] = [Math.round(map(note.startTick)), Math.round(map(note.endTick))];
    const startTick = Math.max(free, start);
    const endTick = Math.max(
      startTick + (end > start ? Math.min(leastTicks, end - start) : leastTicks),
      end,
    );
    free = endTick;
    return { ...note, startTick, endTick };
  });
  const move = (point: TimePoint) => ({ ...point, tick: wholeTick(map(point.tick)) });
  const { syncPoints } = document;
  return {
    ...document,
    notes,
    timePoints: document.timePoints.map(move),
    ...(syncPoints ? { syncPoints: syncPoints.map(move) } : {}),
  };
}

function nearest(tick: number): number {
  return Math.round(tick / sixteenth) * sixteenth;
}
