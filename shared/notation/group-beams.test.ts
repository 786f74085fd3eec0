import { describe, expect, it } from 'vitest';
import { groupBeams } from './group-beams.ts';
import { elementsOf } from './testing/elements.ts';

const quarterBeat = 48;
const dottedQuarterBeat = 72;

/** The beam group of each element, `.` for none. */
const groupsOf = (text: string, beatTicks: number, originTick = 0, startTick = 0) =>
  groupBeams(elementsOf(text, startTick), originTick, beatTicks)
    .map((element) => (element.kind === 'note' ? (element.beam ?? '.') : '.'))
    .join('');

describe('groupBeams', () => {
  it('joins the notes of one beat, from the first group on', () => {
    expect(groupsOf('8 8 16 16 8', quarterBeat)).toBe('00111');
    expect(groupsOf('8 8 8 8 16 16 8', dottedQuarterBeat)).toBe('0001111');
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
