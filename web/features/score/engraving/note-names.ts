import { floorMod } from '@my-pitch/shared/floor-mod';
import type { Pitch } from '@my-pitch/shared/score';
import type { PlannedMeasure } from './plan-row.ts';

/**
 * Note naming: letters, or syllables in Korean or Latin script. The syllables are fixed (Do is C) or
 * movable (Do is the tonic in major, La in minor).
 */
export const noteNamings = [
  'letters',
  'syllables-ko',
  'syllables-en',
  'movable-ko',
  'movable-en',
] as const;
export type NoteNaming = (typeof noteNamings)[number];

type Step = Pitch['step'];

const syllables: Readonly<Record<'ko' | 'en', Readonly<Record<Step, string>>>> = {
  ko: { C: '도', D: '레', E: '미', F: '파', G: '솔', A: '라', B: '시' },
  en: { C: 'Do', D: 'Re', E: 'Mi', F: 'Fa', G: 'Sol', A: 'La', B: 'Ti' },
};
const signs: Readonly<Record<number, string>> = { [-2]: '♭♭', [-1]: '♭', 1: '♯', 2: '♯♯' };
const scale: readonly Step[] = ['C', 'D', 'E', 'F', 'G', 'A', 'B'];
const circleOfFifths: readonly Step[] = ['F', 'C', 'G', 'D', 'A', 'E', 'B'];

/**
 * A pitch's name without its octave: `F♯`, `파♯` or `Fa♯`.
 * @param fifths sharps of the key, negative for flats; matters for movable syllables only.
 */
export function noteName(
  pitch: Pick<Pitch, 'step' | 'alter'>,
  naming: NoteNaming,
  fifths: number,
): string {
  if (naming === 'letters') return pitch.step + signOf(pitch.alter);
  const { step, alter } = naming.startsWith('movable') ? movedToC(pitch, fifths) : pitch;
  return syllables[naming.endsWith('ko') ? 'ko' : 'en'][step] + signOf(alter);
}

/** A pitch in a key, moved to the key without accidentals. */
function movedToC({ step, alter }: Pick<Pitch, 'step' | 'alter'>, fifths: number) {
  const tonic = circleOfFifths[floorMod(fifths + 1, 7)] ?? 'C';
  const degree = floorMod(scale.indexOf(step) - scale.indexOf(tonic), 7);
  const alterInKey = Math.floor((fifths + 6 - circleOfFifths.indexOf(step)) / 7);
  return { step: scale[degree] ?? 'C', alter: alter - alterInKey };
}

function signOf(alter: number): string {
  return signs[alter] ?? '';
}

/** The name to print under a measure's element: none under rests, and only one for tied notes. */
export function nameIn(naming: NoteNaming) {
  return (
    { elements, fifths }: Pick<PlannedMeasure, 'elements' | 'fifths'>,
    index: number,
  ): string | undefined => {
    const element = elements[index]?.element;
    if (element?.kind !== 'note' || element.tiedFromPrevious) return undefined;
    return noteName(element.pitch, naming, fifths);
  };
}
