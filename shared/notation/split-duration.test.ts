import { describe, expect, it } from 'vitest';
import type { TimeSignature } from '../score.ts';
import { metreStructure } from './metre-structure.ts';
import { splitDuration } from './split-duration.ts';

const names = { whole: '1', half: '2', quarter: '4', eighth: '8', '16th': '16', '32nd': '32' };

/** The symbols of a note or rest between two positions, in eighths from the barline. */
function split(kind: 'note' | 'rest', signature: string, from: number, to: number): string {
  const [beats = 0, beatType] = signature.split('/').map(Number);
  const metre = metreStructure({ beats, beatType: beatType as TimeSignature['beatType'] });
  return splitDuration(kind, 24 * from, 24 * to, metre)
    .map(({ type, dots }) => names[type] + '.'.repeat(dots))
    .join(' ');
}

describe('a note', () => {
  it.each([
    ['fills a measure of 4/4', '4/4', 0, 8, '1'],
    ['fills a measure of 3/4', '3/4', 0, 6, '2.'],
    ['of five beats is broken on a beat', '5/4', 0, 10, '1 4'],
    ['may cover the middle from the first beat', '4/4', 0, 6, '2.'],
    ['may cover the middle as a half on the second beat', '4/4', 2, 6, '2'],
    ['is broken at the middle if it goes on from there', '4/4', 2, 8, '4 2'],
    ['after an eighth may be a quarter', '4/4', 1, 3, '4'],
    ['after an eighth may be a dotted quarter', '4/4', 1, 4, '4.'],
    ['after an eighth is broken at the middle', '4/4', 3, 5, '8 8'],
    ['after an eighth cannot be a half', '4/4', 1, 5, '4. 8'],
    ['after a sixteenth cannot be a quarter', '4/4', 0.5, 2.5, '8. 16'],
    ['after a sixteenth ends with the beat', '4/4', 0.5, 3, '8. 8'],
    ['on a thirty-second shows the next sixteenth', '4/4', 0.25, 1, '32 16'],
    ['of a dotted eighth may end a beat', '4/4', 0.5, 2, '8.'],
  ])('%s', (_, signature, from, to, expected) => {
    expect(split('note', signature, from, to)).toBe(expected);
  });

  it.each([
    ['fills a measure of 6/8', '6/8', 0, 6, '2.'],
    ['fills a beat', '6/8', 3, 6, '4.'],
    ['from one beat into the next shows the beat', '6/8', 1, 4, '4 8'],
    ['of two beats up to the middle of 12/8', '12/8', 0, 6, '2.'],
    ['across the middle of 12/8 is broken there', '12/8', 3, 9, '4. 4.'],
    ['of three beats of 9/8 is broken on a beat', '9/8', 0, 9, '2. 4.'],
    ['of a dotted eighth may fill half a beat', '6/8', 1.5, 3, '8.'],
    ['between eighths ends with its eighth', '6/8', 0.5, 2, '16 8'],
  ])('in compound metre %s', (_, signature, from, to, expected) => {
    expect(split('note', signature, from, to)).toBe(expected);
  });
});

describe('a rest', () => {
  it.each([
    ['of half a measure of 4/4', '4/4', 4, 8, '2'],
    ['across the middle shows it', '4/4', 2, 6, '4 4'],
    ['takes no dots', '4/4', 0, 3, '4 8'],
    ['of two beats of 3/4 shows both', '3/4', 2, 6, '4 4'],
    ['after an eighth shows the beat', '4/4', 1, 4, '8 4'],
    ['of one compound beat', '6/8', 0, 3, '4.'],
    ['of two eighths at the start of a compound beat', '6/8', 0, 2, '4'],
    ['of two eighths at the end of a compound beat', '6/8', 1, 3, '8 8'],
    ['of half a measure of 12/8', '12/8', 6, 12, '2.'],
    ['of two beats across the middle of 12/8', '12/8', 3, 9, '4. 4.'],
    ['of two beats of 9/8', '9/8', 0, 6, '4. 4.'],
  ])('%s', (_, signature, from, to, expected) => {
    expect(split('rest', signature, from, to)).toBe(expected);
  });
});

it('refuses positions off the grid of thirty-seconds', () => {
  expect(() => split('note', '4/4', 0.1, 1)).toThrow(RangeError);
  expect(() => split('note', '4/4', 0, 0.9)).toThrow(RangeError);
});
