import type { Pitch } from '@my-pitch/shared/score';
import type { PlannedMeasure } from './plan-row.ts';

/** Note naming: letters, or fixed-do syllables in Korean or Latin script. */
export const noteNamings = ['letters', 'syllables-ko', 'syllables-en'] as const;
export type NoteNaming = (typeof noteNamings)[number];

const syllables: Readonly<
  Record<Exclude<NoteNaming, 'letters'>, Readonly<Record<Pitch['step'], string>>>
> = {
  'syllables-ko': { C: '도', D: '레', E: '미', F: '파', G: '솔', A: '라', B: '시' },
  'syllables-en': { C: 'Do', D: 'Re', E: 'Mi', F: 'Fa', G: 'Sol', A: 'La', B: 'Ti' },
};
const signs: Readonly<Record<number, string>> = { [-2]: '♭♭', [-1]: '♭', 1: '♯', 2: '♯♯' };

/** A pitch's name without its octave: `F♯`, `파♯` or `Fa♯`. */
export function noteName({ step, alter }: Pick<Pitch, 'step' | 'alter'>, naming: NoteNaming) {
  return (naming === 'letters' ? step : syllables[naming][step]) + (signs[alter] ?? '');
}

/** The name to print under a measure's element: none under rests, and only one for tied notes. */
export function nameIn(naming: NoteNaming) {
  return ({ elements }: Pick<PlannedMeasure, 'elements'>, index: number): string | undefined => {
    const element = elements[index]?.element;
    if (element?.kind !== 'note' || element.tiedFromPrevious) return undefined;
    return noteName(element.pitch, naming);
  };
}
