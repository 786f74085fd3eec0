import type { KeySignature, Measure, Pitch } from '@my-pitch/shared/score';

export type AccidentalSign = 'bb' | 'b' | 'n' | '#' | '##';

const signs: Readonly<Record<number, AccidentalSign>> = {
  [-2]: 'bb',
  [-1]: 'b',
  0: 'n',
  1: '#',
  2: '##',
};
/** Unlike any alteration, so that the next note prints its own. */
const unsure = Number.NaN;
const orderOfSharps: readonly Pitch['step'][] = ['F', 'C', 'G', 'D', 'A', 'E', 'B'];

/** What the key signature does to a step: 1 sharpens it, −1 flattens it, 0 leaves it. */
export function alterInKey({ fifths }: KeySignature, step: Pitch['step']): number {
  const place = orderOfSharps.indexOf(step);
  if (fifths > 0) return place < fifths ? 1 : 0;
  return orderOfSharps.length - 1 - place < -fifths ? -1 : 0;
}

/**
 * The accidental to print before each element of a measure, `undefined` where none is needed. An
 * accidental holds for its step and octave until the barline; a note tied over the barline carries
 * its own across, and the next one at its place says what it is, whatever it is.
 */
export function accidentalsOf(measure: Measure): readonly (AccidentalSign | undefined)[] {
  const inForce = new Map<string, number>();
  return measure.elements.map((element) => {
    if (element.kind === 'rest') return undefined;
    const { step, alter, octave } = element.pitch;
    const place = `${step}${octave}`;
    const before = inForce.get(place) ?? alterInKey(measure.keySignature, step);
    if (element.tiedFromPrevious) {
      if (before !== alter) inForce.set(place, unsure);
      return undefined;
    }
    if (before === alter) return undefined;
    inForce.set(place, alter);
    return signs[alter];
  });
}
