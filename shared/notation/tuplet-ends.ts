import { type ScoreElement, ticksPerQuarter } from '../score.ts';

export type TupletEnd = 'start' | 'stop' | undefined;

/**
 * For every element of a measure, whether a tuplet bracket starts or stops there. A bracket ends once
 * its elements fill a whole number of eighths. An incomplete one (a pickup may cut it off) extends the
 * previous bracket, and a single element gets no bracket.
 */
export function tupletEnds(elements: readonly ScoreElement[]): TupletEnd[] {
  const ends = new Array<TupletEnd>(elements.length).fill(undefined);
  for (let i = 0; i < elements.length; ) {
    if (!elements[i]?.tuplet) {
      i++;
      continue;
    }
    let lastStop: number | undefined;
    while (elements[i]?.tuplet) {
      const stop = endOfTuplet(elements, i);
      if (stop > i) {
        ends[i] = 'start';
        ends[stop] = 'stop';
        lastStop = stop;
      } else if (lastStop !== undefined) {
        ends[lastStop] = undefined;
        ends[stop] = 'stop';
        lastStop = stop;
      }
      i = stop + 1;
    }
  }
  return ends;
}

/** Index of the last element of the bracket that starts at `first`. */
function endOfTuplet(elements: readonly ScoreElement[], first: number): number {
  let length = 0;
  let last = first;
  for (let i = first; elements[i]?.tuplet; i++) {
    length += elements[i]?.durationTicks ?? 0;
    last = i;
    if (i > first && length % (ticksPerQuarter / 2) === 0) break;
  }
  return last;
}
