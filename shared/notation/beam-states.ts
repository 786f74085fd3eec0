import type { NoteType, ScoreElement } from '../score.ts';

export type BeamState = 'begin' | 'continue' | 'end' | 'forward hook' | 'backward hook';

const flags: Readonly<Partial<Record<NoteType, number>>> = { eighth: 1, '16th': 2, '32nd': 3 };

/** For every element of a measure, the state of each of its beams, starting with the eighth beam. */
export function beamStates(elements: readonly ScoreElement[]): BeamState[][] {
  return elements.map((element, i) => {
    if (element.kind !== 'note' || element.beam === undefined) return [];
    const levels = flags[element.type] ?? 0;
    return Array.from({ length: levels }, (_, level) => {
      const before = reaches(elements[i - 1], element.beam, level);
      const after = reaches(elements[i + 1], element.beam, level);
      if (before) return after ? 'continue' : 'end';
      if (after) return 'begin';
      return reaches(elements[i - 1], element.beam, 0) ? 'backward hook' : 'forward hook';
    });
  });
}

function reaches(
  element: ScoreElement | undefined,
  group: number | undefined,
  level: number,
): boolean {
  return element?.kind === 'note' && element.beam === group && (flags[element.type] ?? 0) > level;
}
