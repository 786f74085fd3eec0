import { expect, test } from 'vitest';
import {
  chooseStems,
  gainOf,
  initialMix,
  type Mix,
  type TrackMix,
  type TrackName,
} from './tracks.ts';

const mixOf = (changes: Partial<Record<TrackName, Partial<TrackMix>>>): Mix =>
  Object.fromEntries(
    Object.entries(initialMix).map(([name, track]) => [
      name,
      { ...track, ...changes[name as TrackName] },
    ]),
  ) as unknown as Mix;
const gains = (mix: Mix) =>
  (['vocals', 'accompaniment', 'melody', 'metronome'] as const).map((name) => gainOf(mix, name));

test('a song starts as it was sung', () => {
  expect(gains(initialMix)).toEqual([1, 1, 0, 0]);
});

test('solo silences the rest but the metronome; mute wins over solo', () => {
  const counted = { metronome: { isMuted: false, volume: 0.5 } };
  expect(gains(mixOf({ ...counted, vocals: { isSolo: true, volume: 0.7 } }))).toEqual([
    0.7, 0, 0, 0.5,
  ]);
  expect(gains(mixOf({ vocals: { isSolo: true, isMuted: true } }))).toEqual([0, 0, 0, 0]);
  expect(gains(mixOf({ vocals: { isSolo: true }, accompaniment: { isSolo: true } }))).toEqual([
    1, 1, 0, 0,
  ]);
});

test('four stems are played instead of the accompaniment they add up to', () => {
  const two = { 'vocals.m4a': 'v', 'accompaniment.m4a': 'a', 'score.json': 's' };
  expect([...chooseStems(two).keys()]).toEqual(['vocals', 'accompaniment']);
  const four = { ...two, 'drums.m4a': 'd', 'bass.m4a': 'b', 'other.m4a': 'o' };
  expect([...chooseStems(four).keys()]).toEqual(['vocals', 'drums', 'bass', 'other']);
  expect([...chooseStems({ 'vocals.m4a': 'v' }).keys()]).toEqual(['vocals']);
});
