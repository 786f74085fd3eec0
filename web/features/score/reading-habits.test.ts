import { expect, test } from 'vitest';
import { keepHabits, keptHabits, zoomBy, zooms } from './reading-habits.ts';

const storageWith = (kept: string | null) => ({ getItem: () => kept });

test('habits come back as they were kept', () => {
  const kept = new Map<string, string>();
  keepHabits(
    { zoom: 1.3, naming: 'syllables' },
    { setItem: (name, value) => void kept.set(name, value) },
  );
  expect(keptHabits({ getItem: (name) => kept.get(name) ?? null })).toEqual({
    zoom: 1.3,
    naming: 'syllables',
  });
});

test.each([null, 'rubbish', '{"zoom":7,"naming":"letters"}'])('%s is the plain way', (kept) => {
  expect(keptHabits(storageWith(kept))).toEqual({ zoom: 1, naming: 'none' });
});

test('sizes go up and down by steps, and end', () => {
  expect(zoomBy(1, 1)).toBe(1.15);
  expect(zoomBy(1, -1)).toBe(0.9);
  expect(zoomBy(zooms[0], -1)).toBe(zooms[0]);
  expect(zoomBy(2, 1)).toBe(2);
});
