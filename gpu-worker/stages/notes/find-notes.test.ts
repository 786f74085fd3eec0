import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pyin } from '../pitch/pyin/track-pyin.ts';
import { hiss, mix, sing, type Tone } from '../pitch/testing/synthetic-voice.ts';
import { findNotes } from './find-notes.ts';
import { type Curve, singCurve } from './testing/sing-curve.ts';

async function notesOf(voice: Float32Array) {
  return findNotes(await pyin.track(voice), voice, 22_050);
}

const named = async (voice: Float32Array) => (await notesOf(voice)).notes.map(({ midi }) => midi);
const tonesNamed = (tones: readonly Tone[]) => named(sing(tones));
const curveNamed = (curve: Curve) => named(singCurve(curve));

/** A raised cosine from 1 down to `depth` and back, centred at a time. */
const dip = (at: number, seconds: number, depth: number) => (time: number) => {
  const away = Math.abs(time - at) / (seconds / 2);
  return away >= 1 ? 1 : 1 - (1 - depth) * (0.5 + 0.5 * Math.cos(Math.PI * away));
};

describe('findNotes', () => {
  it('finds a legato scale, each note in its place', async () => {
    const scale = [60, 62, 64, 65, 67, 69, 71, 72];
    const { notes, tuningOffsetCents } = await notesOf(
      sing(scale.map((midi) => ({ midi, seconds: 0.4 }))),
    );
    expect(notes.map(({ midi }) => midi)).toEqual(scale);
    expect(Math.abs(tuningOffsetCents)).toBeLessThan(5);
    notes.forEach(({ startSeconds, endSeconds, deviationCents }, i) => {
      expect(Math.abs(startSeconds - i * 0.4)).toBeLessThan(0.05);
      expect(Math.abs(endSeconds - (i + 1) * 0.4)).toBeLessThan(0.08);
      expect(Math.abs(deviationCents)).toBeLessThan(10);
    });
  });

  it('keeps vibrato within one note and measures it', async () => {
    const { notes } = await notesOf(
      singCurve({ seconds: 2, midi: (t) => 64 + 0.7 * Math.sin(2 * Math.PI * 5.5 * t) }),
    );
    expect(notes.map(({ midi }) => midi)).toEqual([64]);
    expect(notes[0]?.vibrato?.rateHz).toBeCloseTo(5.5, 0);
    // Frames of 93 ms flatten the swing.
    expect(notes[0]?.vibrato?.extentCents).toBeGreaterThan(40);
    expect(notes[0]?.vibrato?.extentCents).toBeLessThan(80);
  });

  it('hears a scoop, a fall and a slow glide as parts of notes', async () => {
    const scoop = (t: number) => 64 - 2 * Math.exp(-t / 0.05);
    expect(await curveNamed({ seconds: 0.8, midi: scoop })).toEqual([64]);
    const fall = (t: number) => 64 - 8 * Math.max(0, t - 0.7);
    expect(await curveNamed({ seconds: 0.9, midi: fall })).toEqual([64]);
    const glide = (t: number) => 60 + 7 * Math.min(1, Math.max(0, (t - 0.6) / 0.12));
    expect(await curveNamed({ seconds: 1.3, midi: glide })).toEqual([60, 67]);
  });

  it('splits a legato step of the pitch where it happens', async () => {
    const { notes } = await notesOf(
      singCurve({ seconds: 1.2, midi: (t) => 60 + 2 / (1 + Math.exp((0.6 - t) / 0.01)) }),
    );
    expect(notes.map(({ midi }) => midi)).toEqual([60, 62]);
    expect(Math.abs((notes[1]?.startSeconds ?? 0) - 0.6)).toBeLessThan(0.05);
  });

  it('splits repeated notes at gaps and where the voice only dips', async () => {
    const note = { midi: 62, seconds: 0.4 };
    const gap = { seconds: 0.08 };
    expect(await tonesNamed([note, gap, note, gap, note])).toEqual([62, 62, 62]);
    const short = { seconds: 0.03 };
    expect(await tonesNamed([note, short, note, short, note])).toEqual([62, 62, 62]);
    const sungAgain = { seconds: 1, midi: () => 62, level: dip(0.5, 0.12, 0.1) };
    expect(await curveNamed(sungAgain)).toEqual([62, 62]);
  });

  it('leaves a swell of the voice one note', async () => {
    const swell = (t: number) => 0.4 + 0.6 * Math.sin((Math.PI * t) / 2);
    expect(await curveNamed({ seconds: 2, midi: () => 57, level: swell })).toEqual([57]);
  });

  it('lengthens a note little by its room', async () => {
    const seconds = 2;
    const fading = (t: number) => (t < 0.8 ? 1 : 10 ** (-1.5 - (t - 0.8)));
    const { notes } = await notesOf(singCurve({ seconds, midi: () => 60, level: fading }));
    expect(notes[0]?.endSeconds).toBeGreaterThan(0.7);
    expect(notes[0]?.endSeconds).toBeLessThan(0.95);
  });

  it('takes a breath for no note', async () => {
    const note = singCurve({ seconds: 0.8, midi: () => 66 });
    const breath = hiss(0.4, 0.02);
    const voice = new Float32Array(2 * note.length + breath.length + 4410);
    voice.set(note);
    voice.set(breath, note.length + 2205);
    voice.set(note, note.length + breath.length + 4410);
    expect(await named(voice)).toEqual([66, 66]);
  });

  it('names the notes of a singer who is 40 cents flat', async () => {
    const { notes, tuningOffsetCents } = await notesOf(
      sing([60, 64, 67, 64, 62, 60].map((midi) => ({ midi: midi - 0.4, seconds: 0.5 }))),
    );
    expect(notes.map(({ midi }) => midi)).toEqual([60, 64, 67, 64, 62, 60]);
    // Six notes only: concert pitch still counts a little.
    expect(Math.abs(tuningOffsetCents + 40)).toBeLessThan(15);
  });

  it('hears a drone as one note', async () => {
    expect(await tonesNamed([{ midi: 45, seconds: 8 }])).toEqual([45]);
  });

  it('follows a scale at 300 beats a minute', async () => {
    const scale = [60, 62, 64, 65, 67, 69, 71, 72];
    expect(await tonesNamed(scale.map((midi) => ({ midi, seconds: 0.2 })))).toEqual(scale);
  });

  it.each([
    ['a hum', 48, 2],
    ['a whistle', 79, 1],
  ])('hears %s, which sounds like no vowel', async (_, lowest, harmonics) => {
    const scale = [0, 2, 4, 5, 7, 9, 11, 12].map((step) => lowest + step);
    const midi = (t: number) =>
      (scale[Math.min(7, Math.floor(t * 2))] ?? 0) + 0.2 * Math.sin(2 * Math.PI * 5.5 * t);
    expect(await curveNamed({ seconds: 4, midi, harmonics })).toEqual(scale);
  });

  it('finds no notes in silence or noise', async () => {
    expect((await notesOf(new Float32Array(44_100))).notes).toEqual([]);
    expect((await notesOf(hiss(4, 0.3))).notes).toEqual([]);
    expect((await notesOf(new Float32Array(0))).notes).toEqual([]);
  });

  it('finds the same notes in light noise', async () => {
    const tones = [60, 67, 64, 60].flatMap((midi) => [{ midi, seconds: 0.4 }, { seconds: 0.1 }]);
    expect(await named(mix(sing(tones), hiss(2, 0.02)))).toEqual([60, 67, 64, 60]);
  });

  it('gives notes in order, apart and of some length, whatever is sung', async () => {
    const tone = fc.record({
      seconds: fc.double({ min: 0.02, max: 0.4, noNaN: true }),
      midi: fc.option(fc.integer({ min: 40, max: 84 }), { nil: undefined }),
    });
    const check = async (tones: { seconds: number; midi: number | undefined }[]) => {
      const voice = sing(
        tones.map(({ seconds, midi }) => (midi === undefined ? { seconds } : { seconds, midi })),
      );
      const { notes } = await notesOf(voice);
      notes.forEach((note, i) => {
        expect(note.endSeconds).toBeGreaterThan(note.startSeconds);
        expect(note.startSeconds).toBeGreaterThanOrEqual(notes[i - 1]?.endSeconds ?? 0);
        expect(note.endSeconds).toBeLessThanOrEqual(voice.length / 22_050 + 0.012);
        expect(Math.abs(note.deviationCents)).toBeLessThanOrEqual(100);
        expect(note.confidence).toBeGreaterThan(0);
        expect(note.confidence).toBeLessThanOrEqual(1);
      });
    };
    await fc.assert(fc.asyncProperty(fc.array(tone, { maxLength: 8 }), check), { numRuns: 15 });
  });
});
