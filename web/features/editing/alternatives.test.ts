import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { expect, it } from 'vitest';
import { metreText, otherKeys, otherMetres, otherReadings, tempoText } from './alternatives.ts';

it('offers three other metres', () => {
  for (const [beats, beatType] of [
    [2, 4],
    [3, 4],
    [4, 4],
    [2, 2],
    [6, 8],
    [9, 8],
    [12, 8],
    [5, 4],
    [7, 8],
  ] as const) {
    const texts = otherMetres({ beats, beatType }).map(metreText);
    expect(new Set([...texts, `${beats}/${beatType}`]).size).toBe(4);
  }
});

it('offers the relative key and those a fifth away', () => {
  expect(otherKeys({ fifths: 2, mode: 'major' })).toEqual([
    { fifths: 2, mode: 'minor' },
    { fifths: 3, mode: 'major' },
    { fifths: 1, mode: 'major' },
  ]);
  expect(otherKeys({ fifths: -7, mode: 'minor' })).toEqual([
    { fifths: -7, mode: 'major' },
    { fifths: -6, mode: 'minor' },
  ]);
});

it('shows a tempo to a tenth', () => {
  expect([120, 96.04, 97.46].map(tempoText)).toEqual(['♩ = 120', '♩ = 96', '♩ = 97.5']);
});

it('offers no other reading of a score that is certain', () => {
  expect(otherReadings(writtenScore(shortTune))).toEqual([]);
});

it('offers the tempo and the metre that are nearly as probable', () => {
  const timeSignature = { beats: 2, beatType: 4 } as const;
  const score = writtenScore(shortTune);
  const tempos = [{ tick: 0, quarterBpm: 63.6 }];
  const doubtful = { ...score, tempos, alternatives: { tempoFactor: 2, timeSignature } } as const;
  expect(otherReadings(doubtful)).toEqual([
    { written: '♩ = 64', other: '♩ = 128', edit: { kind: 'scale-tempo', factor: 2 } },
    { written: '4/4', other: '2/4', edit: { kind: 'time', timeSignature } },
  ]);
});
