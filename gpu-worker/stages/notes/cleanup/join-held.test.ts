import { describe, expect, it } from 'vitest';
import { gridHop, gridHopSeconds } from '../frame-grid.ts';
import type { MeasuredNote } from '../measurement/measure-note.ts';
import { measuredNote } from '../testing/measured-note.ts';
import { joinHeld } from './join-held.ts';

const measure = ({ startFrame, endFrame }: MeasuredNote['span']) =>
  measuredNote(startFrame, endFrame);
const spans = (notes: readonly MeasuredNote[]) =>
  notes.map(({ span }) => [span.startFrame, span.endFrame]);
const gainOf = (decibels: number) => 10 ** (decibels / 20);

/** A steady tone of 200 frames. */
const tone = () => Float32Array.from({ length: 200 * gridHop }, (_, i) => 0.2 * Math.sin(i / 8));

/** The tone with another level between two times, given from the start of frame 80. */
function toneWithLevel(decibels: number, fromSeconds: number, toSeconds: number): Float32Array {
  const sampleAt = (seconds: number) => Math.round((80 + seconds / gridHopSeconds) * gridHop);
  const voice = tone();
  voice.subarray(sampleAt(fromSeconds), sampleAt(toSeconds)).forEach((sample, i, part) => {
    part[i] = sample * gainOf(decibels);
  });
  return voice;
}

/** The tone with a dip of 30 ms around a time. */
const toneWithDip = (decibels: number, aroundSeconds = 0) =>
  toneWithLevel(decibels, aroundSeconds - 0.015, aroundSeconds + 0.015);

/** A note of 0.7 s and one of 0.23 s on the same pitch; the next note begins 0.35 s after the second. */
const parts = [measuredNote(20, 80), measuredNote(80, 100), measuredNote(110, 140)];
const joined = [
  [20, 100],
  [110, 140],
];
const joinIn = (voice: Float32Array) => spans(joinHeld(parts, voice, measure));
/** Whether two notes are joined in a steady tone. */
const isJoined = (first: MeasuredNote, second: MeasuredNote, ...later: MeasuredNote[]) =>
  joinHeld([first, second, ...later], tone(), measure).length === 1 + later.length;

describe('joinHeld', () => {
  it('joins two parts of a held note, and more than two', () => {
    expect(joinIn(tone())).toEqual(joined);
    const three = [measuredNote(20, 80), measuredNote(80, 90), measuredNote(90, 110)];
    expect(spans(joinHeld(three, tone(), measure))).toEqual([[20, 110]]);
  });

  it('keeps a note that begins with a dip of 0.7 dB or more', () => {
    expect(joinIn(toneWithDip(-0.5))).toEqual(joined);
    expect(joinIn(toneWithDip(-0.9))).toEqual(spans(parts));
    expect(joinIn(toneWithDip(-6))).toEqual(spans(parts));
  });

  it('looks for a dip, averaged over 15 ms, from 60 ms before the boundary to 40 ms after it', () => {
    for (const seconds of [-0.055, -0.03, 0, 0.035]) {
      expect(joinIn(toneWithDip(-3, seconds))).toEqual(spans(parts));
    }
    for (const seconds of [-0.085, 0.065]) {
      expect(joinIn(toneWithDip(-3, seconds))).toEqual(joined);
    }
    expect(joinIn(toneWithLevel(-20, -0.0005, 0.0005))).toEqual(joined);
    // 10 of 15 ms at −1.5 dB are −0.9 dB.
    expect(joinIn(toneWithLevel(-1.5, -0.005, 0.005))).toEqual(spans(parts));
  });

  it('compares the dip with the softer side: a voice that only grows softer or louder is held', () => {
    expect(joinIn(toneWithLevel(-3, 0, 1))).toEqual(joined);
    expect(joinIn(toneWithLevel(-3, -0.9, 0))).toEqual(joined);
  });

  it('measures both sides over 80 ms, from 80 ms before and 60 ms after the boundary', () => {
    // A fade of 3 dB that covers one of the sides hides a dip; one beyond it does not.
    const withFade = (fromSeconds: number, toSeconds: number) => {
      const voice = toneWithDip(-2);
      const fade = toneWithLevel(-3, fromSeconds, toSeconds);
      const plain = tone();
      return voice.map((sample, i) => (plain[i] === fade[i] ? sample : (fade[i] as number)));
    };
    expect(joinIn(withFade(-0.16, -0.08))).toEqual(joined);
    expect(joinIn(withFade(0.06, 0.14))).toEqual(joined);
    expect(joinIn(withFade(-0.3, -0.16))).toEqual(spans(parts));
    expect(joinIn(withFade(0.14, 0.3))).toEqual(spans(parts));
  });

  it('averages both sides over all of their 80 ms', () => {
    // Silence in 15 of 80 ms lowers a side by 0.9 dB, which hides half a decibel of the 1.4 of a dip.
    const withSilence = (fromSeconds: number) => {
      const voice = toneWithDip(-1.4);
      const silence = toneWithLevel(-200, fromSeconds, fromSeconds + 0.015);
      const plain = tone();
      return voice.map((sample, i) => (plain[i] === silence[i] ? sample : 0));
    };
    for (const fromSeconds of [-0.16, -0.095, 0.06, 0.125]) {
      expect(joinIn(withSilence(fromSeconds))).toEqual(joined);
    }
    for (const fromSeconds of [-0.176, 0.141]) {
      expect(joinIn(withSilence(fromSeconds))).toEqual(spans(parts));
    }
  });

  it('joins across a gap of up to two frames', () => {
    expect(isJoined(measuredNote(20, 80), measuredNote(82, 100))).toBe(true);
    expect(isJoined(measuredNote(20, 80), measuredNote(83, 100))).toBe(false);
  });

  it('joins pitches less than 0.8 semitones apart, up or down', () => {
    for (const direction of [1, -1]) {
      const after = (semitones: number) => measuredNote(80, 100, 62 + direction * semitones);
      expect(isJoined(measuredNote(20, 80), after(0.75))).toBe(true);
      expect(isJoined(measuredNote(20, 80), after(0.85))).toBe(false);
    }
  });

  it('joins where one part lasts less than 0.35 s until the next note', () => {
    const [first, second] = [measuredNote(20, 80), measuredNote(80, 100)];
    expect(isJoined(first, second, measuredNote(110, 140, 70))).toBe(true);
    expect(isJoined(first, second, measuredNote(111, 140, 70))).toBe(false);
    expect(isJoined(measuredNote(50, 80), measuredNote(80, 140))).toBe(true);
    expect(isJoined(measuredNote(49, 80), measuredNote(80, 140))).toBe(false);
  });

  it('joins where one part is at least 1.4 times as long as the other', () => {
    expect(isJoined(measuredNote(52, 80), measuredNote(80, 100))).toBe(true);
    expect(isJoined(measuredNote(53, 80), measuredNote(80, 100))).toBe(false);
    expect(isJoined(measuredNote(60, 80), measuredNote(80, 108))).toBe(true);
    expect(isJoined(measuredNote(60, 80), measuredNote(80, 107))).toBe(false);
  });

  it('keeps both parts where the whole has no pitch, and no notes', () => {
    expect(joinHeld(parts, tone(), () => undefined)).toEqual(parts);
    expect(joinHeld([], tone(), measure)).toEqual([]);
  });
});
