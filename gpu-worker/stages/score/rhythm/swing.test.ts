import { expect, it } from 'vitest';
import { swungTick } from './swing.ts';

it('swing makes the first eighth of a quarter twice as long as the second', () => {
  expect([0, 24, 48, 72, 96].map(swungTick)).toEqual([0, 32, 48, 80, 96]);
});

it('swing stretches sixteenths with their eighth', () => {
  expect([12, 36, 60].map(swungTick)).toEqual([16, 40, 64]);
});

it('swing leaves triplets where they are', () => {
  expect([16, 32, 64].map(swungTick)).toEqual([16, 32, 64]);
});
