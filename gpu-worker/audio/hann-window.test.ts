import { describe, expect, it } from 'vitest';
import { hann, hannWindow } from './hann-window.ts';

describe('hann', () => {
  it('rises from 0 over a half at a quarter to 1 in the middle, and falls back', () => {
    const values = [0, 2, 4, 6, 8].map((position) => hann(position, 8));
    expect(values.map((value) => Number(value.toFixed(12)))).toEqual([0, 0.5, 1, 0.5, 0]);
  });
});

describe('hannWindow', () => {
  it('is periodic: windows that overlap by half add up to 1', () => {
    const window = hannWindow(64);
    for (let i = 0; i < 32; i++) expect(window[i]! + window[i + 32]!).toBeCloseTo(1, 6);
  });
});
