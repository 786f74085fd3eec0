import { midiOf } from '@my-pitch/shared/pitch-names';
import { scoreSchema } from '@my-pitch/shared/score';
import { secondsAtTick } from '@my-pitch/shared/time-map';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { melody, ode, sungNote } from './testing/melodies.ts';
import { writeScore } from './write-score.ts';

const anyNotes = fc
  .array(
    fc.record({
      gap: fc.double({ min: 0, max: 3, noNaN: true }),
      length: fc.double({ min: 0.1, max: 5, noNaN: true }),
      midi: fc.integer({ min: 24, max: 108 }),
    }),
    { maxLength: 30 },
  )
  .map((steps) => {
    let at = 0;
    return steps.map(({ gap, length, midi }) => {
      const start = at + gap;
      at = start + length;
      return sungNote(start, at, midi);
    });
  });

describe('writeScore', () => {
  it('writes full measures, every note once, and a rising time map for any notes', () => {
    fc.assert(
      fc.property(anyNotes, (notes) => {
        const durationSeconds = (notes.at(-1)?.endSeconds ?? 0) + 1;
        const { score, beatSeconds } = writeScore({ notes, durationSeconds, title: 'Any' });
        expect(scoreSchema.parse(score)).toEqual(score);
        let at = 0;
        for (const measure of score.measures) {
          expect(measure.startTick).toBe(at);
          for (const element of measure.elements) {
            expect(element.startTick).toBe(at);
            at += element.durationTicks;
          }
          expect(at).toBe(measure.startTick + measure.lengthTicks);
        }
        const written = score.measures.flatMap((measure) =>
          measure.elements.filter((element) => element.kind === 'note'),
        );
        const order = written.map(({ sungNote: index }) => index);
        expect(order).toEqual([...order].sort((a, b) => a - b));
        expect(new Set(order)).toEqual(new Set(notes.keys()));
        written.forEach((note, i) => {
          const next = written[i + 1];
          const continues = next?.sungNote === note.sungNote;
          expect(note.tiedToNext).toBe(continues);
          if (next) expect(next.tiedFromPrevious).toBe(continues);
          if (continues) expect(next.startTick).toBe(note.startTick + note.durationTicks);
          expect(midiOf(note.pitch)).toBe(notes[note.sungNote]!.midi);
          if (!note.tiedFromPrevious) {
            const sung = notes[note.sungNote]!.startSeconds;
            expect(secondsAtTick(score.timeMap, note.startTick)).toBeCloseTo(sung, 6);
          }
        });
        for (const list of [
          score.timeMap.map((p) => p.tick),
          score.timeMap.map((p) => p.seconds),
          beatSeconds,
        ]) {
          list.forEach((value, i) => {
            if (i > 0) expect(value).toBeGreaterThan(list[i - 1]!);
          });
        }
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  it('writes the Ode to Joy as printed', () => {
    const { score, tempo, key } = writeScore({ notes: ode, durationSeconds: 26, title: 'Ode' });
    expect(tempo.quarterBpm).toBeCloseTo(80, 0);
    expect(key).toMatchObject({ fifths: 2, mode: 'major' });
    expect(score.clef).toBe('treble');
    const text = score.measures.map(({ elements }) =>
      elements
        .map(
          (e) =>
            (e.kind === 'note' ? `${e.pitch.step}${e.pitch.alter ? '#' : ''}` : 'rest') +
            e.durationTicks,
        )
        .join(' '),
    );
    expect(text).toEqual([
      'F#48 F#48 G48 A48',
      'A48 G48 F#48 E48',
      'D48 D48 E48 F#48',
      'F#72 E24 E96',
      'F#48 F#48 G48 A48',
      'A48 G48 F#48 E48',
      'D48 D48 E48 F#48',
      'E72 D24 D96',
    ]);
  });

  it('maps ticks to sung onsets, and its end at the tempo of the score', () => {
    const { score, tempo } = writeScore({ notes: ode, durationSeconds: 26, title: 'Ode' });
    const secondsPerTick = 60 / tempo.quarterBpm / 48;
    const [first, second] = score.timeMap;
    expect(first).toEqual({ tick: 0, seconds: 0 });
    expect(second).toEqual({ tick: 48, seconds: ode[1]!.startSeconds });
    const last = score.timeMap.at(-1)!;
    expect(last.tick).toBe(8 * 192);
    expect(last.seconds).toBeCloseTo(ode.at(-1)!.startSeconds + 96 * secondsPerTick, 9);
  });

  it('maps a single short note with at least a quarter after it', () => {
    const { score } = writeScore({ notes: [sungNote(2, 2.1, 60)], durationSeconds: 3, title: '' });
    // A single note is written at a quarter a second.
    expect(score.timeMap).toEqual([
      { tick: 0, seconds: 2 },
      { tick: 48, seconds: 3 },
    ]);
  });

  it('leaves out beats outside the recording', () => {
    const all = writeScore({ notes: ode, durationSeconds: 26, title: '' }).beatSeconds;
    const cut = writeScore({ notes: ode, durationSeconds: 20, title: '' }).beatSeconds;
    expect(cut).toEqual(all.filter((seconds) => seconds <= 20));
    expect(cut.length).toBeLessThan(all.length);
    expect(cut.every((seconds) => seconds >= 0)).toBe(true);
  });

  it('writes a waltz in three', () => {
    const bar = [
      [60, 2],
      [64, 1],
    ] as const;
    const other = [
      [67, 2],
      [65, 1],
    ] as const;
    const notes = melody(100, [...bar, ...other, ...bar, ...other, ...bar, ...other, [60, 3]]);
    const { score } = writeScore({ notes, durationSeconds: 12, title: 'Waltz' });
    expect(score.measures[0]?.timeSignature).toEqual({ beats: 3, beatType: 4 });
  });

  it('gives one measure of rest without notes', () => {
    const { score, beatSeconds } = writeScore({ notes: [], durationSeconds: 2, title: '' });
    expect(score.measures).toHaveLength(1);
    expect(score.measures[0]?.elements).toMatchObject([{ kind: 'rest', fillsMeasure: true }]);
    expect(beatSeconds.every((seconds) => seconds >= 0 && seconds <= 2)).toBe(true);
  });

  it('keeps all notes of a song faster than sixteenths', () => {
    const notes = Array.from({ length: 40 }, (_, i) =>
      sungNote(i * 0.1, i * 0.1 + 0.1, 60 + (i % 12)),
    );
    const { score } = writeScore({ notes, durationSeconds: 4, title: 'Fast' });
    expect(score.sungNotes).toHaveLength(40);
  });
});
