import type { SungNote } from '@my-pitch/shared/analysis';

/** A sung note, exactly in tune. */
export function sungNote(startSeconds: number, endSeconds: number, midi: number): SungNote {
  const sung = { centreMidi: midi, deviationCents: 0, confidence: 1, loudnessDb: -20 };
  return { startSeconds, endSeconds, midi, ...sung };
}

/** A melody at a tempo, from pairs of MIDI number (none for a rest) and quarters. */
export function melody(
  quarterBpm: number,
  pairs: readonly (readonly [number | undefined, number])[],
): SungNote[] {
  let quarter = 0;
  return pairs.flatMap(([midi, quarters]) => {
    const start = (quarter * 60) / quarterBpm;
    quarter += quarters;
    return midi === undefined ? [] : [sungNote(start, (quarter * 60) / quarterBpm - 0.02, midi)];
  });
}

const quarters = [66, 66, 67, 69, 69, 67, 66, 64, 62, 62, 64, 66].map((midi) => [midi, 1] as const);

/** The first two lines of the Ode to Joy: 4/4, D major, eight measures at 80. */
export const ode = melody(80, [
  ...quarters,
  [66, 1.5],
  [64, 0.5],
  [64, 2],
  ...quarters,
  [64, 1.5],
  [62, 0.5],
  [62, 2],
]);
