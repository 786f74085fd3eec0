import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { melody, sungNote } from '../testing/melodies.ts';
import { accompaniedEvidence } from './accompanied-evidence.ts';
import { chooseRhythm, voiceEvidence } from './choose-rhythm.ts';
import { emptyRhythm, findRhythm, findStart } from './find-rhythm.ts';

describe('findStart', () => {
  it.each([
    ['on the downbeat', 0, 192, 0, 0],
    ['on a late second beat of 4/4', 60, 192, 0, 0],
    ['a third into the measure', 64, 192, 48, 144],
    ['after the first eighth of the second beat', 72, 192, 72, 120],
    ['on the third beat', 96, 192, 96, 96],
    ['on the last quarter', 144, 192, 144, 48],
    ['within a triplet on the last quarter', 160, 192, 144, 48],
    ['on the second beat of 3/4', 48, 144, 48, 96],
    ['before the second beat of 3/4', 36, 144, 0, 0],
    ['on the upbeat of a later measure', 192 + 144, 192, 192 + 144, 48],
    ['on a later downbeat', 192, 192, 192, 0],
  ])('a song that begins %s', (_, firstTick, measureTicks, originTick, pickupTicks) => {
    expect(findStart(firstTick, measureTicks)).toEqual({ originTick, pickupTicks });
  });
});

describe('findRhythm', () => {
  it('writes a single note at a quarter a second, with its beats', () => {
    const rhythm = findRhythm([sungNote(2.5, 4.3, 60)], undefined);
    expect(rhythm).toEqual({
      ...emptyRhythm,
      gridNotes: [{ startTick: 0, endTick: 96 }],
      tempos: [{ tick: 0, quarterBpm: 60 }],
      beatSeconds: [2.5, 3.5, 4.5],
    });
  });

  const tune = melody(100, [
    ...([
      [60, 1],
      [62, 1],
      [64, 1],
      [65, 1],
      [67, 2],
      [67, 2],
    ] as const),
    ...([
      [69, 1],
      [67, 1],
      [65, 1],
      [64, 1],
      [62, 2],
      [60, 2],
    ] as const),
  ]);

  it('gives beats of the voice in time, from the first note to the last', () => {
    const { beatSeconds, tempos, gridNotes } = findRhythm(tune, undefined);
    expect(tempos).toHaveLength(1);
    expect(tempos[0]!.quarterBpm).toBeCloseTo(100, 0);
    expect(beatSeconds).toHaveLength(gridNotes.at(-1)!.endTick / 48 + 1);
    beatSeconds.forEach((seconds, i) => {
      expect(seconds).toBeCloseTo(0.6 * i, 2);
    });
  });

  it('follows the beats of a band that the voice is on', () => {
    // 40 beats, the first 4 s before the voice; every fourth one a downbeat, as the voice begins.
    const beats = Array.from({ length: 40 }, (_, i) => 0.6 * i);
    const later = tune.map((note) => ({
      ...note,
      startSeconds: note.startSeconds + 4.8,
      endSeconds: note.endSeconds + 4.8,
    }));
    const accompaniment = {
      beatSeconds: beats,
      downbeatStrengths: beats.map((_, i) => (i % 4 === 0 ? 2 : -0.67)),
    };
    const rhythm = findRhythm(later, accompaniment);
    expect(rhythm.timeSignature).toEqual({ beats: 4, beatType: 4 });
    expect(rhythm.pickupTicks).toBe(0);
    expect(rhythm.gridNotes.map(({ startTick }) => startTick)).toEqual(
      [0, 1, 2, 3, 4, 6, 8, 9, 10, 11, 12, 14].map((quarters) => 48 * quarters),
    );
    expect(rhythm.beatSeconds[0]).toBeCloseTo(4.8, 9);
    expect(rhythm.tempos).toEqual([{ tick: 0, quarterBpm: 100 }]);
  });

  it('follows a band unless the voice alone is more than 10 nats more probable', () => {
    const advantages = [0.08, 0.15].map((drift) => {
      // The singer is slower than the band by this share.
      const slower = tune.map((note) => ({
        ...note,
        startSeconds: note.startSeconds * (1 + drift),
        endSeconds: note.endSeconds * (1 + drift),
      }));
      const beatSeconds = Array.from({ length: 40 }, (_, i) => 0.6 * i);
      const accompaniment = { beatSeconds, downbeatStrengths: beatSeconds.map(() => 0) };
      const band = chooseRhythm(slower, accompaniedEvidence(accompaniment, 0.6));
      const voice = chooseRhythm(slower, voiceEvidence);
      const advantage = voice.tempoLevelLogWeight - band.tempoLevelLogWeight;
      const isByVoice = isDeepStrictEqual(
        findRhythm(slower, accompaniment),
        findRhythm(slower, undefined),
      );
      expect(isByVoice).toBe(advantage > 10);
      return advantage;
    });
    expect(advantages.map((advantage) => advantage > 10)).toEqual([false, true]);
  });

  it('starts the measure with the downbeat of the band: the voice has an upbeat of one beat', () => {
    const beats = Array.from({ length: 40 }, (_, i) => 0.6 * i);
    const later = tune.map((note) => ({
      ...note,
      startSeconds: note.startSeconds + 4.2,
      endSeconds: note.endSeconds + 4.2,
    }));
    const accompaniment = {
      beatSeconds: beats,
      downbeatStrengths: beats.map((_, i) => (i % 4 === 0 ? 2 : -0.67)),
    };
    const { pickupTicks, beatSeconds } = findRhythm(later, accompaniment);
    expect(pickupTicks).toBe(48);
    expect(beatSeconds.slice(0, 3)).toEqual([4.2, 4.8, 5.4].map((s) => expect.closeTo(s, 9)));
  });
});
