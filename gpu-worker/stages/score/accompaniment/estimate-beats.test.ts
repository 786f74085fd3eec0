import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sungNote } from '../testing/melodies.ts';
import { playBand } from '../testing/synthetic-band.ts';
import { writeScore } from '../write-score.ts';
import { estimateBeats } from './estimate-beats.ts';
import { beatRateHz, onsetEnvelope } from './onset-envelope.ts';
import { trackBeats } from './track-beats.ts';

/** Beats whose length varies by 10 % and back. */
function beatsAt(bpm: number, count: number): number[] {
  let seconds = 0.7;
  return Array.from({ length: count }, (_, i) => {
    const at = seconds;
    seconds += (60 / bpm) * (1 + 0.1 * Math.sin(i / 9));
    return at;
  });
}

/** A singer up to 80 ms late or early: one note a beat, two on the second beat of each measure. */
function singOver(beats: readonly number[], perMeasure: number, from: number) {
  return beats.slice(from, -4).flatMap((seconds, i) => {
    const beat = (from + i) % perMeasure;
    const next = beats[from + i + 1] as number;
    const late = 0.08 * Math.sin(i * 2.3);
    const half = (next - seconds) / 2;
    const midi = 60 + ((i * 5) % 9);
    const first = sungNote(seconds + late, seconds + late + 0.8 * half, midi);
    if (beat !== 1) return [{ ...first, endSeconds: seconds + late + 1.6 * half }];
    return [first, sungNote(seconds + half + late, seconds + late + 1.9 * half, midi + 2)];
  });
}

describe('estimateBeats', () => {
  it.each([
    [96, 4],
    [132, 3],
    [76, 2],
  ])('follows a band at %i beats a minute whose tempo varies', async (bpm, perMeasure) => {
    const beats = beatsAt(bpm, 60);
    const found = await estimateBeats(playBand(beats, perMeasure));
    const near = beats.filter((beat) =>
      found!.beatSeconds.some((seconds) => Math.abs(seconds - beat) < 0.04),
    );
    expect(near.length).toBeGreaterThan(55);
    expect(found!.beatSeconds.length).toBeLessThan(66);
  });

  it('finds no beats in silence, nor in two seconds', async () => {
    expect(await estimateBeats(new Float32Array(0))).toBeUndefined();
    expect(await estimateBeats(new Float32Array(20_000))).toBeUndefined();
    const silent = await estimateBeats(new Float32Array(330_000));
    expect(silent).toBeUndefined();
  });
});

it('estimateBeats gives nothing for fewer than twelve beats', async () => {
  const found: number[] = [];
  for (const count of [9, 10, 11, 12, 13]) {
    const beats = Array.from({ length: count }, (_, i) => 0.5 + 0.57 * i);
    const mono = playBand(beats, 4).subarray(0, Math.round((0.5 + 0.57 * count) * beatRateHz));
    found.push(trackBeats(await onsetEnvelope(mono)).length);
    expect((await estimateBeats(mono))?.beatSeconds.length ?? 0).toBe(
      found.at(-1)! < 12 ? 0 : found.at(-1),
    );
  }
  expect(found).toContain(11);
  expect(found).toContain(12);
});

describe('writeScore over a band', () => {
  it.each([
    [100, 4],
    [120, 3],
  ])(
    'takes beats and barlines at %i from the band, not from an unsteady singer',
    async (bpm, per) => {
      const beats = beatsAt(bpm, 84);
      const accompaniment = await estimateBeats(playBand(beats, per));
      const notes = singOver(beats, per, 2 * per);
      const { score, beatSeconds } = writeScore({
        notes,
        durationSeconds: 70,
        title: '',
        accompaniment,
      });
      expect(score.measures[0]?.timeSignature).toEqual({ beats: per, beatType: 4 });
      const off = beatSeconds.filter((seconds) =>
        beats.every((beat) => Math.abs(seconds - beat) > 0.04),
      );
      expect(off).toEqual([]);
      const firsts = score.measures.map(({ elements }) => elements[0]);
      const onDownbeat = firsts.filter((e) => e?.kind === 'note' && !e.tiedFromPrevious);
      expect(onDownbeat.length).toBeGreaterThan(0.9 * firsts.length);
    },
  );

  it('ignores a band whose tempo the singer does not follow', async () => {
    const accompaniment = await estimateBeats(playBand(beatsAt(97, 60), 4));
    const notes = Array.from({ length: 60 }, (_, i) =>
      sungNote(1 + i * 0.41, 1.35 + i * 0.41, 60 + ((i * 7) % 12)),
    );
    const { score } = writeScore({ notes, durationSeconds: 30, title: '', accompaniment });
    const written = score.measures.flatMap((m) => m.elements).filter((e) => e.kind === 'note');
    const values = new Set(written.slice(0, -1).map((e) => e.durationTicks));
    expect(values.size).toBe(1);
  });
});

it('the measures of a score are full for any notes over any beats', () => {
  const anyBeats = fc
    .array(fc.double({ min: 0.25, max: 1.2, noNaN: true }), { minLength: 12, maxLength: 60 })
    .map((gaps) => gaps.map((_, i) => gaps.slice(0, i + 1).reduce((a, b) => a + b, 0)));
  const anyNotes = fc
    .array(
      fc.tuple(
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.double({ min: 0.05, max: 3, noNaN: true }),
        fc.integer({ min: 40, max: 90 }),
      ),
      { minLength: 1, maxLength: 30 },
    )
    .map((steps) => {
      let at = 0;
      return steps.map(([gap, length, midi]) => {
        const start = at + gap;
        at = start + length;
        return sungNote(start, at, midi);
      });
    });
  fc.assert(
    fc.property(anyBeats, anyNotes, (beatSeconds, notes) => {
      const accompaniment = { beatSeconds, downbeatStrengths: beatSeconds.map(Math.cos) };
      const song = { notes, durationSeconds: 200, title: '', accompaniment };
      const { score, beatSeconds: written } = writeScore(song);
      const lengths = score.measures.map(({ elements }) =>
        elements.reduce((sum, { durationTicks }) => sum + durationTicks, 0),
      );
      expect(lengths).toEqual(score.measures.map(({ lengthTicks }) => lengthTicks));
      written.forEach((seconds, i) => {
        if (i > 0) expect(seconds).toBeGreaterThan(written[i - 1]!);
      });
    }),
    { numRuns: 25, seed: 11 },
  );
});
