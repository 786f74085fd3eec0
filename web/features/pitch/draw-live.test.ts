import type { Pitch, ScoreSungNote } from '@my-pitch/shared/score';
import { expect, it } from 'vitest';
import { drawLive } from './draw-live.ts';
import type { LivePicture } from './live-picture.ts';
import type { NoteBar } from './note-bars.ts';
import { gutterWidth, type Picture } from './picture.ts';
import { pitchRows, yOf } from './pitch-rows.ts';

const midis = [60, 64, 67, 72, 65];
const bars = midis.map((midi, sungNote): NoteBar => {
  const sung = { startSeconds: sungNote, endSeconds: sungNote + 0.9 } as ScoreSungNote;
  return { sungNote, midi, measureNumber: 1, pitch: {} as Pitch, sung };
});
const rows = pitchRows(midis, 300);
const palette = new Proxy({}, { get: (_, colour) => String(colour) }) as Picture['palette'];
const picture = {
  ...{ data: { bars, semitones: 0 }, rows, palette, plotWidth: 600 },
  viewport: { startSeconds: 0, pixelsPerSecond: 100 },
} as unknown as Picture;

/** What is written and drawn on a canvas. */
function draw(live: Partial<LivePicture>, shown = picture) {
  const texts: string[] = [];
  const points: [number, number][] = [];
  const calls: Record<string, (...args: never[]) => void> = {
    fillText: (text: string) => texts.push(text),
    moveTo: (x: number, y: number) => points.push([x, y]),
    lineTo: (x: number, y: number) => points.push([x, y]),
  };
  const context = new Proxy(
    {},
    { get: (_, name) => calls[String(name)] ?? (() => undefined), set: () => true },
  ) as CanvasRenderingContext2D;
  drawLive(context, shown, {
    ...{ startSeconds: 0, speed: 1, hopSeconds: 0.1, offsetSemitones: 0 },
    ...{ midi: new Float32Array(), verdicts: new Map() },
    ...live,
  });
  return { texts, points };
}

it('each verdict has a sign of its own', () => {
  const verdicts = new Map(
    (['in-tune', 'sharp', 'flat', 'wrong', 'missed'] as const).map((verdict, i) => [i, verdict]),
  );
  const { texts } = draw({ verdicts });
  expect(texts).toHaveLength(5);
  expect(new Set(texts).size).toBe(5);
});

it('the sung pitch is drawn in the octave of the note, at its time in the song', () => {
  // From two seconds on: two octaves and a half semitone from the third note.
  const midi = new Float32Array(5).fill(67 - 24 + 0.5);
  const { points } = draw({ midi, startSeconds: 2, speed: 2 });
  expect(points.map(([x]) => x)).toEqual([0, 1, 2, 3, 4].map((i) => gutterWidth + 200 + 20 * i));
  for (const [, y] of points) expect(y).toBeCloseTo(yOf(rows, 67.5));
});

it('tuning and key of the playback do not move it from the notes, and pauses are gaps', () => {
  const midi = Float32Array.of(62.3, Number.NaN, 62.3);
  const { points } = draw({ midi, offsetSemitones: 2.3 });
  expect(points).toHaveLength(2);
  for (const [, y] of points) expect(y).toBeCloseTo(yOf(rows, 60), 3);
});

it('shown in the key of the playback, it lies on the notes of that key', () => {
  const higher = bars.map((bar) => ({ ...bar, midi: bar.midi + 2 }));
  const shown = { ...picture, data: { ...picture.data, bars: higher, semitones: 2 } };
  const { points } = draw({ midi: Float32Array.of(62.3), offsetSemitones: 2.3 }, shown);
  expect(points.map(([, y]) => y)).toEqual([expect.closeTo(yOf(rows, 62), 3)]);
});
