import type { KeySignature, Measure, Pitch } from '../score.ts';

export type AccidentalSign = 'bb' | 'b' | 'n' | '#' | '##';

const signs: Readonly<Record<number, AccidentalSign>> = {
  [-2]: 'bb',
  [-1]: 'b',
  0: 'n',
  1: '#',
  2: '##',
};
/** Differs from every alteration, so that the next note prints its accidental. */
const unknown = Number.NaN;
const orderOfSharps: readonly Pitch['step'][] = ['F', 'C', 'G', 'D', 'A', 'E', 'B'];

/** The alteration of a step by the key signature: 1 sharp, −1 flat, 0 natural. */
export function alterInKey({ fifths }: KeySignature, step: Pitch['step']): number {
  const index = orderOfSharps.indexOf(step);
  if (fifths > 0) return index < fifths ? 1 : 0;
  return orderOfSharps.length - 1 - index < -fifths ? -1 : 0;
}

/**
 * The accidental to print before each element of a measure; `undefined` for none. An accidental
 * applies to its step and octave until the barline. A note that is tied over the barline keeps its
 * accidental, and the next note on the same line or space prints one again.
 */
export function accidentalsOf(measure: Measure): readonly (AccidentalSign | undefined)[] {
  const inForce = new Map<string, number>();
  return measure.elements.map((element) => {
    if (element.kind === 'rest') return undefined;
    const { step, alter, octave } = element.pitch;
    const line = `${step}${octave}`;
    const before = inForce.get(line) ?? alterInKey(measure.keySignature, step);
    if (element.tiedFromPrevious) {
      if (before !== alter) inForce.set(line, unknown);
      return undefined;
    }
    if (before === alter) return undefined;
    inForce.set(line, alter);
    return signs[alter];
  });
}
