import { type Clef, type Measure, type Pitch, type ScoreNote, steps } from '@my-pitch/shared/score';

/** VexFlow's units: a staff space is ten of them, so a step is five and the staff forty. */
const stepHeight = 5;
export const staffHeight = 40;
const stemLength = 35;
const headRadius = 6;
/** How much farther than a plain stem a beam with its slope may reach. */
const beamReach = 12;
const tupletReach = 24;

/** The pitch on each clef's middle line, in steps above C0. */
const middleLine: Readonly<Record<Clef, number>> = {
  treble: 4 * 7 + 6,
  'treble-8vb': 3 * 7 + 6,
  bass: 3 * 7 + 1,
};

/** Steps above (negative: below) the staff's middle line at which a pitch is written. */
function staffStep({ step, octave }: Pitch, clef: Clef): number {
  return octave * 7 + steps.indexOf(step) - middleLine[clef];
}

/** How far symbols reach beyond the staff's outer lines. */
export interface StaffExtent {
  readonly above: number;
  readonly below: number;
}

/** The room that the symbols of some measures need, never less than they can be drawn in. */
export function staffExtent(measures: readonly Measure[], clef: Clef): StaffExtent {
  let [top, bottom] = [staffHeight / 2, staffHeight / 2];
  for (const measure of measures) {
    const stemsUp = stemDirections(measure, clef);
    for (const [index, element] of measure.elements.entries()) {
      if (element.kind === 'rest') continue;
      const middle = staffStep(element.pitch, clef) * stepHeight;
      const stem = stemReach(element) + (element.tuplet ? tupletReach : 0);
      top = Math.max(top, middle + (stemsUp[index] ? stem : headRadius));
      bottom = Math.max(bottom, -middle + (stemsUp[index] ? headRadius : stem));
    }
  }
  return { above: top - staffHeight / 2, below: bottom - staffHeight / 2 };
}

function stemReach({ type, beam }: ScoreNote): number {
  if (type === 'whole') return headRadius;
  return stemLength + (beam === undefined ? 0 : beamReach);
}

/** Whether each element's stem points up, by VexFlow's rule: a beam's are decided by the mean of its notes. */
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
