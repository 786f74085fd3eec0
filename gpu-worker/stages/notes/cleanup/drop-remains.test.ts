import { describe, expect, it } from 'vitest';
import { gridHopSeconds } from '../frame-grid.ts';
import { measuredNote } from '../testing/measured-note.ts';
import { dropRemains } from './drop-remains.ts';

const hopSeconds = 0.016;
const song = [10, 60, 110, 160].map((start) => measuredNote(start, start + 40));
const clear = song.map(() => -0.2);

/** A track that is sure of all frames but those of one note. */
function trackUnsureAt(index: number, probability: number) {
  const { startSeconds, endSeconds } = song[index] as (typeof song)[number];
  const voicedProbability = Array.from({ length: 200 }, (_, frame) =>
    frame >= Math.round(startSeconds / hopSeconds) && frame < Math.round(endSeconds / hopSeconds)
      ? probability
      : 0.95,
  );
  return { voicedProbability, hopSeconds };
}
const sure = trackUnsureAt(0, 0.95);

/** Whether the third note is dropped. */
function isDropped({ voicing = 0.95, shareDb = -0.2, quieterDb = 0 }): boolean {
  const notes = song.with(2, { ...measuredNote(110, 150), loudnessDb: -20 - quieterDb });
  const kept = dropRemains(notes, trackUnsureAt(2, voicing), clear.with(2, shareDb));
  expect(kept).toEqual(kept.length === 4 ? notes : notes.toSpliced(2, 1));
  return kept.length < 4;
}

describe('dropRemains', () => {
  it('keeps clear notes of a sure pitch, also soft ones', () => {
    expect(dropRemains(song, sure, clear)).toEqual(song);
    expect(isDropped({ quieterDb: 40 })).toBe(false);
    expect(dropRemains([], sure, [])).toEqual([]);
  });

  it.each([
    ['an unsure pitch among other sounds', { shareDb: -4, quieterDb: 0 }, 0.5, 0.494],
    ['a less unsure one that is softer', { shareDb: -4, quieterDb: 6 }, 0.785, 0.778],
    ['a soft one without other sounds', { shareDb: -0.2, quieterDb: 12 }, 0.471, 0.468],
    ['no one for being softer still', { shareDb: -0.2, quieterDb: 30 }, 0.471, 0.468],
  ])('drops %s', (_, note, keptFrom, droppedFrom) => {
    expect(isDropped({ ...note, voicing: keptFrom })).toBe(false);
    expect(isDropped({ ...note, voicing: droppedFrom })).toBe(true);
  });

  it('compares the level with the median of the notes', () => {
    const loud = { ...measuredNote(10, 50), loudnessDb: 10 };
    const track = trackUnsureAt(2, 0.7);
    const shares = clear.with(2, -4);
    expect(dropRemains(song, track, shares)).toEqual(song);
    expect(dropRemains(song.with(0, loud), track, shares)).toHaveLength(4);
    const loudHalf = song.with(0, loud).with(1, loud);
    expect(dropRemains(loudHalf, track, shares)).toEqual(loudHalf.toSpliced(2, 1));
  });

  it('hears the frames of a note alone, one at least', () => {
    const brief = { ...measuredNote(110, 111), endSeconds: 110 * gridHopSeconds + 0.001 };
    const frame = Math.round(brief.startSeconds / hopSeconds);
    const voicedProbability = new Array<number>(200).fill(0.95);
    voicedProbability[frame] = 0;
    const notes = song.with(2, brief);
    expect(dropRemains(notes, { voicedProbability, hopSeconds }, clear.with(2, -1))).toEqual(
      notes.toSpliced(2, 1),
    );
    voicedProbability[frame] = 0.95;
    voicedProbability.fill(0, 0, frame);
    voicedProbability.fill(0, frame + 1);
    const kept = dropRemains([brief], { voicedProbability, hopSeconds }, [-1]);
    expect(kept).toEqual([brief]);
  });
});
