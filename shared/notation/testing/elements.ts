import type { NoteType, ScoreElement } from '../../score.ts';

const ticks: Readonly<Record<NoteType, number>> = {
  whole: 192,
  half: 96,
  quarter: 48,
  eighth: 24,
  '16th': 12,
  '32nd': 6,
};
const types: Readonly<Record<string, NoteType>> = {
  '1': 'whole',
  '2': 'half',
  '4': 'quarter',
  '8': 'eighth',
  '16': '16th',
  '32': '32nd',
};

/**
 * Score elements from a short notation: `8` an eighth, `8.` a dotted one, `r4` a quarter rest; a
 * letter after it is the beam group (`a` is 0).
 */
export function elementsOf(text: string, startTick = 0): ScoreElement[] {
  let at = startTick;
  return text.split(' ').map((word): ScoreElement => {
    const [, rest, value = '', dot, group] = /^(r?)(\d+)(\.?)([a-z]?)$/.exec(word) ?? [];
    const type = types[value];
    if (!type) throw new Error(`No note value: ${word}`);
    const dots = dot ? 1 : 0;
    const durationTicks = ticks[type] * (dots ? 1.5 : 1);
    const written = { startTick: at, durationTicks, type, dots };
    at += durationTicks;
    if (rest) return { kind: 'rest', ...written, fillsMeasure: false };
    return {
      kind: 'note',
      ...written,
      pitch: { step: 'C', alter: 0, octave: 4 },
      tiedToNext: false,
      tiedFromPrevious: false,
      sungNote: 0,
      ...(group && { beam: group.charCodeAt(0) - 'a'.charCodeAt(0) }),
    };
  });
}
