import { expect, it } from 'vitest';
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

it('a song starts as it was recorded', () => {
  expect(gains(initialMix)).toEqual([1, 1, 0, 0]);
});

it('solo silences all others except the metronome; mute wins over solo', () => {
  const counted = { metronome: { isMuted: false, volume: 0.5 } };
  expect(gains(mixOf({ ...counted, vocals: { isSolo: true, volume: 0.7 } }))).toEqual([
    0.7, 0, 0, 0.5,
  ]);
  expect(gains(mixOf({ vocals: { isSolo: true, isMuted: true } }))).toEqual([0, 0, 0, 0]);
  expect(gains(mixOf({ vocals: { isSolo: true }, accompaniment: { isSolo: true } }))).toEqual([
    1, 1, 0, 0,
  ]);
  // A solo metronome silences nothing.
  expect(gains(mixOf({ metronome: { isSolo: true, isMuted: false } }))).toEqual([1, 1, 0, 0.8]);
  expect(gains(mixOf({ melody: { isSolo: true, isMuted: false } }))).toEqual([0, 0, 0.8, 0]);
});

it('four stems replace the accompaniment, which is their sum', () => {
  const two = { 'vocals.m4a': 'v', 'accompaniment.m4a': 'a', 'score.json': 's' };
  expect([...chooseStems(two).keys()]).toEqual(['vocals', 'accompaniment']);
  const four = { ...two, 'drums.m4a': 'd', 'bass.m4a': 'b', 'other.m4a': 'o' };
  expect([...chooseStems(four).keys()]).toEqual(['vocals', 'drums', 'bass', 'other']);
  expect([...chooseStems(four)]).toEqual([
    ['vocals', 'v'],
    ['drums', 'd'],
    ['bass', 'b'],
    ['other', 'o'],
  ]);
  // Not all three parts: the accompaniment is complete.
  expect([...chooseStems({ ...two, 'drums.m4a': 'd', 'bass.m4a': 'b' }).keys()]).toEqual([
    ...['vocals', 'accompaniment'],
  ]);
  expect([...chooseStems({ 'vocals.m4a': 'v' }).keys()]).toEqual(['vocals']);
});
