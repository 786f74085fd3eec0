import { steps } from '@my-pitch/shared/pitch-name';
import type { Clef, Measure, Pitch, ScoreNote } from '@my-pitch/shared/score';
import { tieReach } from './ties.ts';

/** In VexFlow's units: a staff space is 10, so a step is 5 and the staff 40 high. */
const stepHeight = 5;
export const staffHeight = 40;
const stemLength = 35;
const headRadius = 6;
/** How much farther than a single stem a sloped beam may reach. */
const beamReach = 12;
const tupletReach = 24;
/** A measure's number above the tie that crosses its barline. */
const numberReach = 14;

/** The pitch on each clef's middle line, in steps above C0. */
export const middleLine: Readonly<Record<Clef, number>> = {
  treble: 4 * 7 + 6,
  'treble-8vb': 3 * 7 + 6,
  bass: 3 * 7 + 1,
};

/** The position of a pitch on the staff, in steps above (negative: below) its middle line. */
function staffStep({ step, octave }: Pitch, clef: Clef): number {
  return octave * 7 + steps.indexOf(step) - middleLine[clef];
}

/** How far symbols extend beyond the staff's outer lines. */
export interface StaffExtent {
  readonly above: number;
  readonly below: number;
}

/** An upper bound of the extent of the symbols of some measures. */
export function staffExtent(measures: readonly Measure[], clef: Clef): StaffExtent {
  let [top, bottom] = [staffHeight / 2, staffHeight / 2];
  for (const [place, measure] of measures.entries()) {
    const barlines = { before: place > 0, after: place < measures.length - 1 };
    const stemsUp = stemDirections(measure, clef);
    for (const [index, element] of measure.elements.entries()) {
      if (element.kind === 'rest') continue;
      const middle = staffStep(element.pitch, clef) * stepHeight;
      const stem = stemReach(element) + (element.tuplet ? tupletReach : 0);
      const head = isTied(element) ? tieReach : headRadius;
      const number = crosses(barlines, element, index, measure) ? numberReach : 0;
      top = Math.max(top, middle + (stemsUp[index] ? stem : head + number));
      bottom = Math.max(bottom, -middle + (stemsUp[index] ? head : stem));
    }
  }
  return { above: top - staffHeight / 2, below: bottom - staffHeight / 2 };
}

function isTied({ tiedFromPrevious, tiedToNext }: ScoreNote): boolean {
  return tiedFromPrevious || tiedToNext;
}

/** Whether a note is tied over one of these barlines of its measure. */
function crosses(
  { before, after }: { readonly before: boolean; readonly after: boolean },
  { tiedFromPrevious, tiedToNext }: ScoreNote,
  index: number,
  { elements }: Measure,
): boolean {
  const isLast = index === elements.length - 1;
  return (before && tiedFromPrevious && index === 0) || (after && tiedToNext && isLast);
}

function stemReach({ type, beam }: ScoreNote): number {
  if (type === 'whole') return headRadius;
  return stemLength + (beam === undefined ? 0 : beamReach);
}

/** Whether each element's stem points up, by VexFlow's rule: under a beam, the mean of its notes decides. */
function stemDirections({ elements }: Measure, clef: Clef): readonly boolean[] {
  const heights = new Map<number, number>();
  for (const element of elements) {
    if (element.kind === 'rest' || element.beam === undefined) continue;
    const sum = heights.get(element.beam) ?? 0;
    heights.set(element.beam, sum + staffStep(element.pitch, clef));
  }
  return elements.map((element) => {
    if (element.kind === 'rest') return false;
    const ofBeam = element.beam === undefined ? undefined : heights.get(element.beam);
    return (ofBeam ?? staffStep(element.pitch, clef)) < 0;
  });
}
