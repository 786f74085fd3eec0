import { metreStructure } from '@my-pitch/shared/notation/metre-structure';
import { type Measure, type Score, ticksPerQuarter } from '@my-pitch/shared/score';

/** Where a note can be added: a stretch of written time. */
export interface Place {
  readonly startTick: number;
  readonly endTick: number;
  /** The printed number of its measure. */
  readonly measureNumber: number;
  /** Whether it is a rest; else a part of a note, which the added note shortens. */
  readonly isRest: boolean;
}

const sixteenth = ticksPerQuarter / 4;

/**
 * The place for a note at a tick: the rest there, of an empty measure only the beat, or the end of the
 * note there from the nearest sixteenth on. `undefined` outside the score.
 * @param tick may be fractional.
 */
export function placeAt(score: Score, tick: number): Place | undefined {
  const measure = score.measures.find(
    ({ startTick, lengthTicks }) => tick >= startTick && tick < startTick + lengthTicks,
  );
  const element = measure?.elements.findLast(({ startTick }) => startTick <= tick);
  if (!measure || !element) return undefined;
  const { startTick, durationTicks } = element;
  const endTick = startTick + durationTicks;
  const { number: measureNumber } = measure;
  if (element.kind === 'note') {
    const nearest = measure.startTick + roundTo(sixteenth, tick - measure.startTick);
    const from = Math.min(endTick - sixteenth, nearest);
    if (from <= startTick) return undefined;
    return { startTick: from, endTick, measureNumber, isRest: false };
  }
  if (!element.fillsMeasure) return { startTick, endTick, measureNumber, isRest: true };
  return { ...beatAt(measure, tick), measureNumber, isRest: true };
}

/**
 * The place at a playback position: from the nearest sixteenth on to the end of the note there, or to the
 * end of the rest, but of that no more than a beat.
 */
export function placeFrom(score: Score, tick: number): Place | undefined {
  const startTick = Math.max(0, roundTo(sixteenth, tick));
  const place = placeAt(score, startTick);
  if (!place?.isRest) return place;
  const measure = score.measures.find(({ number }) => number === place.measureNumber);
  const beat = measure ? metreStructure(measure.timeSignature).beatTicks : ticksPerQuarter;
  const measureEnd = measure ? measure.startTick + measure.lengthTicks : place.endTick;
  const room = isEmpty(measure) ? measureEnd : place.endTick;
  return { ...place, startTick, endTick: Math.min(room, startTick + beat) };
}

function isEmpty(measure: Measure | undefined): boolean {
  const [only] = measure?.elements ?? [];
  return only?.kind === 'rest' && only.fillsMeasure;
}

/** The beat of an empty measure that contains a tick. */
function beatAt({ startTick, lengthTicks, timeSignature }: Measure, tick: number) {
  const { beatTicks } = metreStructure(timeSignature);
  const from = startTick + Math.floor((tick - startTick) / beatTicks) * beatTicks;
  return { startTick: from, endTick: Math.min(startTick + lengthTicks, from + beatTicks) };
}

function roundTo(grid: number, tick: number): number {
  return Math.round(tick / grid) * grid;
}
