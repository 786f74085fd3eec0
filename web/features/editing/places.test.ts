import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { describe, expect, it } from 'vitest';
import { placeAt, placeFrom } from './places.ts';

// Quarters G4, A4, B4, a quarter rest, a half C5, a half rest; then an empty measure and a quarter.
const score = writtenScore([...shortTune, { startTick: 576, endTick: 624, midi: 60 }]);
const at = (tick: number) => {
  const place = placeAt(score, tick);
  return place && [place.startTick, place.endTick, place.measureNumber, place.isRest];
};
const from = (tick: number) => {
  const place = placeFrom(score, tick);
  return place && [place.startTick, place.endTick];
};

describe('the place for a note', () => {
  it('is the rest at a tick', () => {
    expect(at(150)).toEqual([144, 192, 1, true]);
    expect(at(350)).toEqual([288, 384, 2, true]);
  });

  it('is one beat of an empty measure', () => {
    expect(at(384)).toEqual([384, 432, 3, true]);
    expect(at(500.5)).toEqual([480, 528, 3, true]);
  });

  it('is the later part of a note, but not its start', () => {
    expect(at(71)).toEqual([72, 96, 1, false]);
    expect(at(95)).toEqual([84, 96, 1, false]);
    expect(at(50)).toBeUndefined();
  });

  it('is nowhere outside the score', () => {
    expect(at(-1)).toBeUndefined();
    expect(at(768)).toBeUndefined();
  });
});

describe('the place at a playback position', () => {
  it('begins on the nearest sixteenth and ends with the rest', () => {
    expect(from(169)).toEqual([168, 192]);
  });

  it('is all that is left of a note', () => {
    expect(from(205)).toEqual([204, 288]);
  });

  it('is a beat of a rest at most', () => {
    expect(from(290)).toEqual([288, 336]);
    expect(from(400)).toEqual([396, 444]);
  });
});
