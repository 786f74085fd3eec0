import type { Score } from '@my-pitch/shared/score';

/** A note of a tiny melody, in pixels of {@link melodyBox}: left, width and top. */
export type TinyNote = readonly [left: number, width: number, top: number];

/** The size of a tiny melody in pixels. */
export const melodyBox = { width: 96, height: 28, noteHeight: 4 } as const;

const maxNotes = 20;
/** Smaller ranges are not enlarged: a monotonous tune stays flat. */
const minSemitones = 9;

/** The outline of a song's first notes, for the list of songs. */
export function tinyMelody({ sungNotes }: Pick<Score, 'sungNotes'>): readonly TinyNote[] {
  const notes = sungNotes.slice(0, maxNotes);
  const start = notes[0]?.startSeconds ?? 0;
  const seconds = (notes.at(-1)?.endSeconds ?? 0) - start;
  if (seconds <= 0) return [];
  const pitches = notes.map(({ centreMidi }) => centreMidi);
  const [lowest, highest] = [Math.min(...pitches), Math.max(...pitches)];
  const range = Math.max(minSemitones, highest - lowest);
  const middle = (lowest + highest) / 2;
  const { width, height, noteHeight } = melodyBox;
  const xOf = (at: number) => Math.round(((at - start) / seconds) * width);
  return notes.map(({ startSeconds, endSeconds, centreMidi }) => {
    const left = xOf(startSeconds);
    const share = 0.5 - (centreMidi - middle) / range;
    const noteWidth = Math.max(2, xOf(endSeconds) - left - 1);
    return [left, noteWidth, Math.round(share * (height - noteHeight))];
  });
}
