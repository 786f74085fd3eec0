import { expect, it } from 'vitest';
import { stavesPerRow } from './engraving/staves-per-row.ts';
import { changeZoom, loadHabits, openingZoom, saveHabits, zooms } from './reading-habits.ts';

const desktop = { innerWidth: 1440, innerHeight: 900 };
const storageWith = (stored: string | null) => ({ getItem: () => stored });

it('loads what was saved', () => {
  const stored = new Map<string, string>();
  saveHabits(
    { zoom: 1.3, naming: 'syllables', chords: 'hidden' },
    { setItem: (name, value) => void stored.set(name, value) },
  );
  expect(loadHabits({ getItem: (name) => stored.get(name) ?? null }, desktop)).toEqual({
    zoom: 1.3,
    naming: 'syllables',
    chords: 'hidden',
  });
});

it.each([null, 'rubbish', '{"zoom":7,"naming":"letters"}'])(
  '%s leads to the defaults',
  (stored) => {
    expect(loadHabits(storageWith(stored), desktop)).toEqual({
      zoom: 1,
      naming: 'none',
      chords: 'shown',
    });
  },
);

it.each([
  [320, 568, 0.7],
  [360, 740, 0.7],
  [390, 844, 0.75],
  [430, 932, 0.8],
  [844, 390, 0.8],
  [820, 1180, 1],
])('a window of %i × %i opens at %f', (innerWidth, innerHeight, zoom) => {
  expect(openingZoom({ innerWidth, innerHeight })).toBe(zoom);
});

it('a phone from 350 pixels holds two measures in a row', () => {
  for (let innerWidth = 350; innerWidth < 500; innerWidth += 1) {
    expect(stavesPerRow(innerWidth / openingZoom({ innerWidth, innerHeight: 800 }))).toBe(2);
  }
});

it('sizes change one at a time, up to their limits', () => {
  expect(changeZoom(1, 1)).toBe(1.15);
  expect(changeZoom(1, -1)).toBe(0.9);
  expect(changeZoom(zooms[0], -1)).toBe(zooms[0]);
  expect(changeZoom(2, 1)).toBe(2);
});
