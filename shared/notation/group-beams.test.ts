import { describe, expect, it } from 'vitest';
import { groupBeams } from './group-beams.ts';
import { beamStarts } from './metre-structure.ts';
import { elementsOf } from './testing/elements.ts';

const quarterBeat = beamStarts({ beats: 4, beatType: 4 });
const dottedQuarterBeat = beamStarts({ beats: 6, beatType: 8 });

/** The beam group of each element, `.` for none. */
const groupsOf = (text: string, starts: readonly number[], originTick = 0, startTick = 0) =>
  groupBeams(elementsOf(text, startTick), originTick, starts)
    .map((element) => (element.kind === 'note' ? (element.beam ?? '.') : '.'))
    .join('');

describe('groupBeams', () => {
  it('joins the notes of one beat, from the first group on', () => {
    expect(groupsOf('8 8 16 16 8', quarterBeat)).toBe('00111');
    expect(groupsOf('8 8 8 8 16 16 8', dottedQuarterBeat)).toBe('0001111');
  });

  it('joins eighths where a beat is an eighth', () => {
    expect(groupsOf('8 8 8 8 8 8 16 16', beamStarts({ beats: 7, beatType: 8 }))).toBe('00011222');
    expect(groupsOf('8 8 8 8', beamStarts({ beats: 4, beatType: 8 }))).toBe('0011');
  });

  it('leaves a note that is alone in its beat its flag', () => {
    expect(groupsOf('4 8 4 8 8 8', quarterBeat)).toBe('....00');
    expect(groupsOf('8 4 8 8', quarterBeat)).toBe('..' + '..');
  });

  it('does not join across rests and longer notes', () => {
    expect(groupsOf('16 r16 16 16 4 8 8', quarterBeat)).toBe('..00.11');
  });

  it('counts the beats of a pickup from the start of its full measure', () => {
    // Three eighths before a barline of 2/4: the full measure starts one eighth earlier.
    expect(groupsOf('8 8 8', quarterBeat, -24)).toBe('.00');
    expect(groupsOf('8 8 8', quarterBeat, 96, 96)).toBe('00.');
  });
});
