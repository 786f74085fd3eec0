import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { midiOf } from '../pitch-names.ts';
import { type Measure, measureSchema, type ScoreElement, type TimeSignature } from '../score.ts';
import { layOutMeasures, type PlacedNote } from './lay-out-measures.ts';
import { tupletEnds } from './tuplet-ends.ts';

const keySignature = { fifths: 0, mode: 'major' } as const;
const signatures = ['2/4', '3/4', '4/4', '6/8', '2/2', '9/8', '12/8', '3/8', '5/4'];

function parse(signature: string): TimeSignature {
  const [beats, beatType] = signature.split('/').map(Number);
  return { beats: beats!, beatType: beatType as TimeSignature['beatType'] };
}

/** Consecutive notes; a negative length is a rest. */
function place(ticks: readonly number[]): PlacedNote[] {
  let at = 0;
  return ticks.flatMap((length) => {
    const startTick = at;
    at += Math.abs(length);
    return length < 0 ? [] : [{ startTick, endTick: at, midi: 60 + (at % 7) }];
  });
}

const names = { whole: '1', half: '2', quarter: '4', eighth: '8', '16th': '16', '32nd': '32' };

function name(element: ScoreElement): string {
  const shape = `${names[element.type]}${'.'.repeat(element.dots)}${element.tuplet ? 't' : ''}`;
  if (element.kind === 'rest') return element.fillsMeasure ? 'R' : `r${shape}`;
  return `${shape}${element.tiedToNext ? '~' : ''}${element.beam === undefined ? '' : 'abcdef'[element.beam]}`;
}

const write = (signature: string, ticks: readonly number[], pickupTicks = 0): string =>
  layOutMeasures(place(ticks), { timeSignature: parse(signature), pickupTicks, keySignature })
    .map((measure) => measure.elements.map(name).join(' '))
    .join(' | ');

/** Lengths on the grid of sixteenths, or with triplets within a quarter. */
const anyLengths = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: 30 }).map((n) => [n * 12]),
    fc.integer({ min: 1, max: 8 }).map((n) => [-n * 12]),
    fc.constantFrom([16, 16, 16], [32, 16], [16, -32], [32, 32, 32], [64, -32], [8, 8, 8]),
    fc.constantFrom([6, 6], [4, 4, 4], [8, 12, 4]),
  ),
  { maxLength: 40 },
);

const anySong = fc.record({
  lengths: anyLengths.map((lists) => lists.flat()),
  signature: fc.constantFrom(...signatures),
  pickup: fc.integer({ min: 0, max: 5 }).map((n) => n * 12),
});

function checkSums(measures: readonly Measure[]): void {
  let at = 0;
  for (const measure of measures) {
    expect(measureSchema.parse(measure)).toEqual(measure);
    expect(measure.startTick).toBe(at);
    for (const element of measure.elements) {
      expect(element.startTick).toBe(at);
      at += element.durationTicks;
      if (!(element.kind === 'rest' && element.fillsMeasure)) {
        expect(element.durationTicks).toBe(drawnTicks(element));
      }
    }
    expect(at).toBe(measure.startTick + measure.lengthTicks);
  }
}

/** The duration of the drawn symbol. */
function drawnTicks({ type, dots, tuplet }: ScoreElement): number {
  const plain = 192 / Number(names[type]);
  const dotted = plain * (dots === 1 ? 1.5 : 1);
  return tuplet ? (dotted * tuplet.normal) / tuplet.actual : dotted;
}

describe('layOutMeasures', () => {
  it('fills every measure exactly and keeps every note', () => {
    fc.assert(
      fc.property(anySong, ({ lengths, signature, pickup }) => {
        const notes = place(lengths);
        const timeSignature = parse(signature);
        const pickupTicks = pickup % ((192 * timeSignature.beats) / timeSignature.beatType);
        let measures: Measure[];
        try {
          measures = layOutMeasures(notes, { timeSignature, pickupTicks, keySignature });
        } catch (error) {
          // Thirty-seconds and triplets within one beat: refused, as documented.
          if (error instanceof RangeError) return fc.pre(false);
          throw error;
        }
        checkSums(measures);
        const written = measures
          .flatMap(({ elements }) => elements)
          .filter((e) => e.kind === 'note');
        notes.forEach((note, i) => {
          const parts = written.filter(({ sungNote }) => sungNote === i);
          expect(parts[0]?.startTick).toBe(note.startTick);
          expect(parts.reduce((sum, { durationTicks }) => sum + durationTicks, 0)).toBe(
            note.endTick - note.startTick,
          );
          parts.forEach((part, k) => {
            expect(part.tiedFromPrevious).toBe(k > 0);
            expect(part.tiedToNext).toBe(k < parts.length - 1);
            expect(midiOf(part.pitch)).toBe(note.midi);
          });
        });
        for (const { elements } of measures) {
          let open = false;
          for (const end of tupletEnds(elements)) {
            if (end) expect(open).toBe(end === 'stop');
            if (end) open = end === 'start';
          }
          expect(open).toBe(false);
        }
      }),
      { numRuns: 400, seed: 3 },
    );
  });

  it('accepts every position on the grid of sixteenths or of triplet eighths', () => {
    for (const signature of signatures) {
      for (let from = 0; from < 400; from += 4) {
        for (const length of [12, 16, 32, 48, 100]) {
          checkSums(
            layOutMeasures([{ startTick: from, endTick: from + length, midi: 60 }], {
              timeSignature: parse(signature),
              pickupTicks: 0,
              keySignature,
            }),
          );
        }
      }
    }
  });

  it.each([
    ['4/4', [72, 24, 24, 48, 24], '4. 8 8 4 8'],
    ['4/4', [48, 96, 48], '4 2 4'],
    ['4/4', [48, 144], '4 4~ 2'],
    ['4/4', [72, 48, 72], '4. 8~ 8 4.'],
    ['4/4', [84, 12, 96], '4~ 8.a 16a 2'],
    ['4/4', [240, -48, 96], '1~ | 4 r4 2'],
    ['3/4', [24, 24, 12, 12, 24, 48, 144], '8a 8a 16b 16b 8b 4 | 2.'],
    ['2/4', [24, 48, 24, 24, 72], '8 4 8 | 8 4.'],
    ['6/8', [24, 24, 24, 48, 24, 72, 24, 48], '8a 8a 8a 4 8 | 4. 8 4'],
    ['6/8', [144, 96, -48], '2. | 4.~ 8 r8 r8'],
    ['6/8', [24, -72, 48], '8 r8 r8 r8 4'],
    ['9/8', [216], '2.~ 4.'],
    ['12/8', [288], '1.'],
    ['2/2', [24, 24, 24, 24, 96], '8a 8a 8a 8a 2'],
  ])('notates %s conventionally: %j', (signature, ticks, expected) => {
    expect(write(signature, ticks)).toBe(expected);
  });

  it.each([
    ['2/4', [16, 16, 16, 48], '8ta 8ta 8ta 4'],
    ['2/4', [32, 16, 16, 32], '4t 8t 8t 4t'],
    ['4/4', [32, 32, 32, 96], '4t 4t 4t 2'],
    ['3/4', [48, 64, 32], '4 2t 4t'],
    ['4/4', [16, 16, -16, 16, 128], '8ta 8ta r8t 8t 4t~ 2'],
    ['6/8', [8, 8, 8, 48, 72], '16ta 16ta 16ta 4 4.'],
  ])('notates triplets in %s: %j', (signature, ticks, expected) => {
    expect(write(signature, ticks)).toBe(expected);
  });

  it('starts with a pickup, and ties across barlines', () => {
    expect(write('3/4', [48, 48, 48, 96, 48], 48)).toBe('4 | 4 4 4~ | 4 4 r4');
    expect(write('6/8', [24, 72, 72], 24)).toBe('8 | 4. 4.');
  });

  it('fills an empty measure with one rest', () => {
    expect(write('3/4', [48, -96, -144, 48])).toBe('4 r4 r4 | R | 4 r4 r4');
    expect(write('4/4', [])).toBe('R');
  });

  it('refuses durations off the grid', () => {
    expect(() => write('4/4', [5, 43])).toThrow(RangeError);
  });
});
