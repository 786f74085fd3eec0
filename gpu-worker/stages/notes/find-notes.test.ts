import type { PitchMethod } from '@my-pitch/shared/analysis';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseTracker } from '../pitch/choose-tracker.ts';
import { hiss, mix, sing, type Tone } from '../pitch/testing/synthetic-voice.ts';
import { findNotes } from './find-notes.ts';
import { gridRateHz } from './frame-grid.ts';
import { type Curve, singCurve } from './testing/sing-curve.ts';

/** A synthetic voice at any sample rate. */
type Voice = (rateHz: number) => Float32Array;

const tones =
  (...melody: readonly Tone[]): Voice =>
  (rateHz) =>
    sing(melody, rateHz);
const curve =
  (shape: Curve): Voice =>
  (rateHz) =>
    singCurve(shape, rateHz);

/** Notes by the default tracker, or by another. */
async function notesOf(voice: Voice, method: PitchMethod = 'swift-f0') {
  const { sampleRateHz, track } = chooseTracker(method);
  return findNotes(await track(voice(sampleRateHz)), voice(gridRateHz), gridRateHz);
}
const midisOf = async (voice: Voice, method?: PitchMethod) =>
  (await notesOf(voice, method)).notes.map(({ midi }) => midi);

/** A raised cosine from 1 down to `depth` and back, centred at a time. */
const dip = (at: number, seconds: number, depth: number) => (time: number) => {
  const away = Math.abs(time - at) / (seconds / 2);
  return away >= 1 ? 1 : 1 - (1 - depth) * (0.5 + 0.5 * Math.cos(Math.PI * away));
};
const scale = [60, 62, 64, 65, 67, 69, 71, 72];

describe('findNotes', () => {
  it.each(['swift-f0', 'pyin'] as const)('finds a legato scale, by %s', async (method) => {
    const voice = tones(...scale.map((midi) => ({ midi, seconds: 0.4 })));
    const { notes, tuningOffsetCents } = await notesOf(voice, method);
    expect(notes.map(({ midi }) => midi)).toEqual(scale);
    expect(Math.abs(tuningOffsetCents)).toBeLessThan(5);
    notes.forEach(({ startSeconds, endSeconds, deviationCents, loudnessDb, confidence }, i) => {
      expect(Math.abs(startSeconds - i * 0.4)).toBeLessThan(0.05);
      expect(Math.abs(endSeconds - (i + 1) * 0.4)).toBeLessThan(0.08);
      expect(Math.abs(deviationCents)).toBeLessThan(10);
      expect(confidence).toBeGreaterThan(0.5);
      // Eight partials of amplitude 0.2 / n with short fades: −15.2 dB.
      expect(Math.abs(loudnessDb + 15.2)).toBeLessThan(1.5);
    });
  });

  it('finds low and high voices over three octaves', async () => {
    const midis = [41, 53, 65, 77];
    expect(await midisOf(tones(...midis.map((midi) => ({ midi, seconds: 0.6 }))))).toEqual(midis);
  });

  it('keeps a held note that ends in creak on its octave', async () => {
    const voice: Voice = (rateHz) => {
      const held = sing(
        [
          { midi: 57, seconds: 0.6 },
          { midi: 55, seconds: 0.9 },
        ],
        rateHz,
      );
      const creak = sing([{ seconds: 1.15 }, { midi: 43, seconds: 0.3 }], rateHz);
      return mix(
        held,
        creak.map((sample) => 0.7 * sample),
      );
    };
    expect(await midisOf(voice)).toEqual([57, 55]);
  });

  it('keeps vibrato within one note and measures it', async () => {
    const vibrato = (t: number) => 64 + 0.7 * Math.sin(2 * Math.PI * 5.5 * t);
    const { notes } = await notesOf(curve({ seconds: 2, midi: vibrato }));
    expect(notes.map(({ midi }) => midi)).toEqual([64]);
    expect(notes[0]?.vibrato?.rateHz).toBeCloseTo(5.5, 0);
    // Frames of 64 ms flatten the swing.
    expect(notes[0]?.vibrato?.extentCents).toBeGreaterThan(40);
    expect(notes[0]?.vibrato?.extentCents).toBeLessThan(80);
  });

  it('counts scoops, falls and slow glides as parts of notes', async () => {
    const scoop = (t: number) => 64 - 2 * Math.exp(-t / 0.05);
    expect(await midisOf(curve({ seconds: 0.8, midi: scoop }))).toEqual([64]);
    const fall = (t: number) => 64 - 8 * Math.max(0, t - 0.7);
    expect(await midisOf(curve({ seconds: 0.9, midi: fall }))).toEqual([64]);
    const glide = (t: number) => 60 + 7 * Math.min(1, Math.max(0, (t - 0.6) / 0.12));
    expect(await midisOf(curve({ seconds: 1.3, midi: glide }))).toEqual([60, 67]);
  });

  it('splits a legato step where the pitch changes', async () => {
    const step = (t: number) => 60 + 2 / (1 + Math.exp((0.6 - t) / 0.01));
    const { notes } = await notesOf(curve({ seconds: 1.2, midi: step }));
    expect(notes.map(({ midi }) => midi)).toEqual([60, 62]);
    expect(Math.abs((notes[1]?.startSeconds ?? 0) - 0.6)).toBeLessThan(0.05);
  });

  it('splits repeated notes at gaps and at dips in loudness', async () => {
    const note = { midi: 62, seconds: 0.4 };
    const gap = { seconds: 0.08 };
    expect(await midisOf(tones(note, gap, note, gap, note))).toEqual([62, 62, 62]);
    const short = { seconds: 0.03 };
    expect(await midisOf(tones(note, short, note, short, note))).toEqual([62, 62, 62]);
    const dipped = { seconds: 1, midi: () => 62, level: dip(0.5, 0.12, 0.1) };
    expect(await midisOf(curve(dipped))).toEqual([62, 62]);
  });

  it('leaves a swell one note', async () => {
    const swell = (t: number) => 0.4 + 0.6 * Math.sin((Math.PI * t) / 2);
    expect(await midisOf(curve({ seconds: 2, midi: () => 57, level: swell }))).toEqual([57]);
  });

  it('ends a note with the voice, not with its reverberation', async () => {
    const fading = (t: number) => (t < 0.8 ? 1 : 10 ** (-1.5 - (t - 0.8)));
    const { notes } = await notesOf(curve({ seconds: 2, midi: () => 60, level: fading }));
    expect(notes[0]?.endSeconds).toBeGreaterThan(0.7);
    expect(notes[0]?.endSeconds).toBeLessThan(0.95);
  });

  it('passes over a breath between notes', async () => {
    const breath: Voice = (rateHz) => {
      const note = singCurve({ seconds: 0.8, midi: () => 66 }, rateHz);
      const noise = hiss(0.4, 0.02, rateHz);
      const pause = Math.round(0.1 * rateHz);
      const voice = new Float32Array(2 * note.length + noise.length + 2 * pause);
      voice.set(note);
      voice.set(noise, note.length + pause);
      voice.set(note, note.length + noise.length + 2 * pause);
      return voice;
    };
    expect(await midisOf(breath)).toEqual([66, 66]);
  });

  it('names the notes of a singer who is 40 cents flat', async () => {
    const melody = [60, 64, 67, 64, 62, 60];
    const { notes, tuningOffsetCents } = await notesOf(
      tones(...melody.map((midi) => ({ midi: midi - 0.4, seconds: 0.5 }))),
    );
    expect(notes.map(({ midi }) => midi)).toEqual(melody);
    // After six notes the prior of concert pitch still counts a little.
    expect(Math.abs(tuningOffsetCents + 40)).toBeLessThan(15);
  });

  it('leaves a drone one note', async () => {
    expect(await midisOf(tones({ midi: 45, seconds: 8 }))).toEqual([45]);
  });

  it('follows a scale at 300 notes a minute', async () => {
    expect(await midisOf(tones(...scale.map((midi) => ({ midi, seconds: 0.2 }))))).toEqual(scale);
  });

  it.each([
    ['a hum', 48, 2],
    ['a whistle', 79, 1],
  ])('finds the notes of %s, unlike any vowel', async (_, lowest, harmonics) => {
    const midis = [0, 2, 4, 5, 7, 9, 11, 12].map((semitones) => lowest + semitones);
    const midi = (t: number) =>
      (midis[Math.min(7, Math.floor(t * 2))] ?? 0) + 0.2 * Math.sin(2 * Math.PI * 5.5 * t);
    expect(await midisOf(curve({ seconds: 4, midi, harmonics }))).toEqual(midis);
  });

  it('finds no notes in silence, in noise or in nothing', async () => {
    const silence: Voice = (rateHz) => new Float32Array(2 * rateHz);
    expect((await notesOf(silence)).notes).toEqual([]);
    expect((await notesOf((rateHz) => hiss(4, 0.3, rateHz))).notes).toEqual([]);
    expect((await notesOf(() => new Float32Array(0))).notes).toEqual([]);
  });

  it('finds the same notes in light noise', async () => {
    const melody = [60, 67, 64, 60];
    const voice = tones(...melody.flatMap((midi) => [{ midi, seconds: 0.4 }, { seconds: 0.1 }]));
    const noisy: Voice = (rateHz) => mix(voice(rateHz), hiss(2, 0.02, rateHz));
    expect(await midisOf(noisy)).toEqual(melody);
  });

  it('leaves out remains of a band, which SwiftF0 is less sure of', async () => {
    const silent = { seconds: 1.5 };
    const song = tones(
      ...[60, 62, 64].map((midi) => ({ midi, seconds: 0.5 })),
      { seconds: 1 },
      { midi: 62, seconds: 0.5 },
    );
    const band = [52, 59].map((midi) => tones(silent, { seconds: 0.2 }, { midi, seconds: 0.6 }));
    const mixture: Voice = (rateHz) => {
      const remains = band.map((tone) => tone(rateHz).map((sample) => 0.4 * sample));
      return remains.reduce(mix, mix(song(rateHz), hiss(2.3, 0.002, rateHz)));
    };
    const { sampleRateHz, track } = chooseTracker('swift-f0');
    const f0 = await track(mixture(sampleRateHz));
    const isInPause = (frame: number) => frame * f0.hopSeconds > 1.6 && frame * f0.hopSeconds < 2.4;
    const midisWith = async (probability: number, method: PitchMethod) => {
      const voicedProbability = f0.voicedProbability.map((sure, frame) =>
        isInPause(frame) ? probability : sure,
      );
      const heard = { ...f0, method, voicedProbability };
      const { notes } = await findNotes(heard, mixture(gridRateHz), gridRateHz);
      return notes.map(({ midi }) => midi);
    };
    expect(await midisWith(0.2, 'swift-f0')).toEqual([60, 62, 64, 62]);
    expect(await midisWith(0.95, 'swift-f0')).toEqual([60, 62, 64, 59, 62]);
    expect(await midisWith(0.2, 'pyin')).toEqual([60, 62, 64, 59, 62]);
  });

  it('refuses other sample rates', async () => {
    const { sampleRateHz, track } = chooseTracker('swift-f0');
    const f0 = await track(new Float32Array(sampleRateHz));
    await expect(findNotes(f0, new Float32Array(sampleRateHz), sampleRateHz)).rejects.toThrow(
      RangeError,
    );
  });

  it('gives notes in time order, without overlaps, for any melody', async () => {
    const anyTone = fc.record(
      {
        seconds: fc.double({ min: 0.02, max: 0.4, noNaN: true }),
        midi: fc.integer({ min: 40, max: 84 }),
      },
      { requiredKeys: ['seconds'] },
    );
    const check = async (melody: Tone[]) => {
      const voice = tones(...melody);
      const seconds = voice(gridRateHz).length / gridRateHz;
      const { notes } = await notesOf(voice);
      notes.forEach((note, i) => {
        expect(note.endSeconds).toBeGreaterThan(note.startSeconds);
        expect(note.startSeconds).toBeGreaterThanOrEqual(notes[i - 1]?.endSeconds ?? 0);
        expect(note.endSeconds).toBeLessThanOrEqual(seconds + 0.012);
        expect(Math.abs(note.deviationCents)).toBeLessThanOrEqual(100);
        expect(note.confidence).toBeGreaterThan(0);
        expect(note.confidence).toBeLessThanOrEqual(1);
      });
    };
    await fc.assert(fc.asyncProperty(fc.array(anyTone, { maxLength: 8 }), check), { numRuns: 8 });
  });
});
