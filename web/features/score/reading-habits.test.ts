import { expect, it } from 'vitest';
import { changeZoom, loadHabits, saveHabits, zooms } from './reading-habits.ts';

const storageWith = (stored: string | null) => ({ getItem: () => stored });

it('loads what was saved', () => {
  const stored = new Map<string, string>();
  saveHabits(
    { zoom: 1.3, naming: 'syllables' },
    { setItem: (name, value) => void stored.set(name, value) },
  );
  expect(loadHabits({ getItem: (name) => stored.get(name) ?? null })).toEqual({
    zoom: 1.3,
    naming: 'syllables',
  });
});

it.each([null, 'rubbish', '{"zoom":7,"naming":"letters"}'])(
  '%s leads to the defaults',
  (stored) => {
    expect(loadHabits(storageWith(stored))).toEqual({ zoom: 1, naming: 'none' });
  },
);

it('sizes change one at a time, up to their limits', () => {
  expect(changeZoom(1, 1)).toBe(1.15);
  expect(changeZoom(1, -1)).toBe(0.9);
  expect(changeZoom(zooms[0], -1)).toBe(zooms[0]);
  expect(changeZoom(2, 1)).toBe(2);
});
