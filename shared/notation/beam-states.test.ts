import { describe, expect, it } from 'vitest';
import { type BeamState, beamStates } from './beam-states.ts';
import { elementsOf } from './testing/elements.ts';

const signs: Readonly<Record<BeamState, string>> = {
  begin: '[',
  continue: '-',
  end: ']',
  'forward hook': '>',
  'backward hook': '<',
};

/** The beams of each element, outermost first. */
const beamsOf = (text: string) =>
  beamStates(elementsOf(text))
    .map((states) => states.map((state) => signs[state] ?? state).join('') || '.')
    .join(' ');

describe('beamStates', () => {
  it.each([
    ['two eighths', '8a 8a', '[ ]'],
    ['three eighths', '8a 8a 8a', '[ - ]'],
    ['four sixteenths', '16a 16a 16a 16a', '[[ -- -- ]]'],
    ['an eighth and two sixteenths', '8a 16a 16a', '[ -[ ]]'],
    ['two sixteenths and an eighth', '16a 16a 8a', '[[ -] ]'],
    ['a dotted eighth and a sixteenth', '8.a 16a', '[ ]<'],
    ['a sixteenth and a dotted eighth', '16a 8.a', '[> ]'],
    ['sixteenth, eighth, sixteenth', '16a 8a 16a', '[> - ]<'],
    ['thirty-seconds before a sixteenth', '32a 32a 16a', '[[[ --] ]]'],
  ])('joins %s', (_, text, expected) => expect(beamsOf(text)).toBe(expected));

  it('separates neighbouring groups', () => {
    expect(beamsOf('8a 8a 8b 8b')).toBe('[ ] [ ]');
  });

  it('gives notes with flags, longer notes and rests no beam', () => {
    expect(beamsOf('8 r8 4 8a 8a')).toBe('. . . [ ]');
  });
});
