import type { SungNote } from '@my-pitch/shared/analysis';
import { renderMusicXml } from '@my-pitch/shared/notation/musicxml';
import { tickAtSeconds } from '@my-pitch/shared/time-map';
import { describe, expect, it } from 'vitest';
import { sungNote } from '../testing/melodies.ts';
import { writeScore } from '../write-score.ts';

/** Deterministic deviations between −1 and 1. */
const wobble = (i: number) => Math.sin(i * 12.9898) * Math.cos(i * 78.233);

/** Performs [MIDI number, ticks] pairs (48 to a quarter, no number for a rest) with small deviations. */
function sing(
  steps: readonly (readonly [number | undefined, number])[],
  quarterSeconds: (tick: number) => number,
  swingTo = 0.5,
): SungNote[] {
  let [tick, seconds] = [0, 1];
  const at = (target: number) => {
    const swung = target % 48 === 24 ? target + 48 * (swingTo - 0.5) : target;
    for (; tick < swung; tick++) seconds += quarterSeconds(tick) / 48;
    return seconds;
  };
  let written = 0;
  const notes: SungNote[] = [];
  steps.forEach(([midi, ticks], i) => {
    const start = at(written) + 0.02 * wobble(i);
    written += ticks;
    const sounding = 0.85 * (ticks / 48) * quarterSeconds(written);
    if (midi !== undefined) notes.push(sungNote(start, start + sounding, midi));
  });
  return notes;
}

function write(notes: SungNote[]) {
  const durationSeconds = (notes.at(-1)?.endSeconds ?? 0) + 1;
  const written = writeScore({ notes, durationSeconds, title: '' });
  const onsets = notes.map((_, i) =>
    written.score.measures
      .flatMap(({ elements }) => elements)
      .find((e) => e.kind === 'note' && e.sungNote === i),
  );
  const intervals = onsets.slice(1).map((e, i) => e!.startTick - onsets[i]!.startTick);
  const { beats, beatType } = written.score.measures.at(-1)!.timeSignature;
  return { ...written, intervals, time: `${beats}/${beatType}` };
}

const repeat = <Item>(times: number, items: readonly Item[]): Item[] =>
  Array.from({ length: times }, () => items).flat();

const jig = repeat(4, [
  ...([
    [67, 48],
    [67, 24],
    [67, 48],
    [69, 24],
  ] as const),
  ...([
    [71, 48],
    [69, 24],
    [67, 72],
  ] as const),
  ...([
    [69, 24],
    [71, 24],
    [72, 24],
    [74, 48],
    [71, 24],
  ] as const),
  ...([
    [67, 72],
    [67, 72],
  ] as const),
]);
const song = repeat(4, [
  ...([
    [60, 72],
    [60, 24],
    [62, 48],
    [64, 48],
    [65, 24],
    [64, 24],
    [62, 24],
    [60, 24],
    [67, 96],
  ] as const),
  ...([
    [69, 24],
    [67, 24],
    [65, 24],
    [64, 24],
    [62, 48],
    [67, 48],
    [60, 192],
  ] as const),
]);

describe('writeScore finds the rhythm', () => {
  it('of a jig in six eighths', () => {
    const { time, intervals } = write(sing(jig, () => 0.55));
    expect(time).toBe('6/8');
    expect(intervals).toEqual(jig.slice(0, -1).map(([, ticks]) => ticks));
  });

  it('of a singer who slows down by a third, with tempo marks', () => {
    const { intervals, score } = write(sing(song, (tick) => 0.6 * (1 + 0.5 * (tick / 2304))));
    expect(intervals).toEqual(song.slice(0, -1).map(([, ticks]) => ticks));
    expect(score.tempos.length).toBeGreaterThan(1);
    expect(score.tempos.at(-1)!.quarterBpm).toBeLessThan(score.tempos[0]!.quarterBpm);
  });

  it('of a steady singer, with one tempo and beats in time', () => {
    const { score, beatSeconds, tempo } = write(sing(song, () => 0.6));
    expect(score.tempos).toHaveLength(1);
    const period = 60 / tempo.quarterBpm;
    beatSeconds.slice(1).forEach((seconds, i) => {
      expect(Math.abs(seconds - beatSeconds[i]! - period)).toBeLessThan(0.1 * period);
    });
  });

  it('of triplets among eighths', () => {
    const triplets = repeat(4, [
      ...([
        [60, 48],
        [64, 48],
        [67, 16],
        [65, 16],
        [64, 16],
        [62, 48],
      ] as const),
      ...([
        [60, 24],
        [62, 24],
        [64, 24],
        [65, 24],
        [67, 96],
      ] as const),
    ]);
    const { intervals } = write(sing(triplets, () => 0.7));
    expect(intervals).toEqual(triplets.slice(0, -1).map(([, ticks]) => ticks));
  });

  it('of swung eighths, which are written even', () => {
    const swing = repeat(6, [
      ...([
        [60, 24],
        [62, 24],
        [64, 24],
        [67, 24],
        [69, 48],
        [67, 48],
      ] as const),
      ...([
        [64, 24],
        [67, 24],
        [64, 24],
        [62, 24],
        [60, 96],
      ] as const),
    ]);
    const { intervals, score } = write(sing(swing, () => 0.5, 0.66));
    expect(score.tempos[0]?.swing).toBe(true);
    expect(renderMusicXml(score)).toContain('<swing>');
    expect(write(sing(swing, () => 0.5)).score.tempos[0]?.swing).toBeUndefined();
    expect(intervals).toEqual(swing.slice(0, -1).map(([, ticks]) => ticks));
  });

  it('with rests of a quarter, and none for breaths', () => {
    const line = [
      ...([
        [60, 24],
        [62, 24],
        [64, 24],
        [65, 24],
        [67, 48],
        [undefined, 48],
      ] as const),
      ...([
        [67, 48],
        [65, 24],
        [64, 24],
        [62, 48],
        [undefined, 48],
      ] as const),
    ];
    const { score } = write(sing(repeat(6, line), () => 0.7));
    // The last measure is filled with a rest of any length.
    const rests = score.measures
      .slice(0, -1)
      .flatMap(({ elements }) =>
        elements.filter(({ kind }) => kind === 'rest').map((rest) => rest.durationTicks),
      );
    expect(rests.length).toBeGreaterThanOrEqual(5);
    expect(new Set(rests)).toEqual(new Set([48]));
  });

  it('with onsets on sixteenths of the time map', () => {
    const notes = sing(song, () => 0.5);
    const { score } = write(notes);
    const drift = tickAtSeconds(score.timeMap, notes[10]!.startSeconds);
    expect(drift % 12).toBeCloseTo(0, 6);
  });
});

it('writeScore writes a single long note at a quarter a second', () => {
  const { score } = write([sungNote(0.5, 8.4, 50)]);
  expect(score.tempos).toEqual([{ tick: 0, quarterBpm: 60 }]);
  expect(score.measures.flatMap(({ elements }) => elements)).toHaveLength(2);
});

describe('writeScore accepts', () => {
  const cases: readonly (readonly [string, SungNote[]])[] = [
    ['a drone', [sungNote(0.5, 61, 50)]],
    ['one short note', [sungNote(0.1, 0.2, 60)]],
    ['a scale at 300', Array.from({ length: 40 }, (_, i) => sungNote(i / 5, i / 5 + 0.19, 50 + i))],
    ['a voice after ten minutes', [sungNote(1, 2, 60), sungNote(600, 601, 62)]],
    ['two onsets 11 ms apart', [sungNote(1, 1.01, 60), sungNote(1.011, 1.02, 62)]],
  ];
  it.each(cases)('%s', (_, notes) => {
    const { score } = write(notes);
    expect(score.sungNotes).toHaveLength(notes.length);
    expect(score.measures.length).toBeLessThan(700);
    expect(score.tempos[0]!.quarterBpm).toBeGreaterThan(20);
    expect(score.tempos[0]!.quarterBpm).toBeLessThan(400);
  });
});
