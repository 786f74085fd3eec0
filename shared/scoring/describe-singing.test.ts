import { expect, it } from 'vitest';
import type { SungNote } from '../analysis.ts';
import { describeSinging } from './describe-singing.ts';

const hopSeconds = 0.016;

interface Voice {
  readonly centsAt?: (note: number) => number;
  /** Pitch within a note, in cents at a time from its start. */
  readonly within?: (seconds: number) => number;
  readonly vibrato?: SungNote['vibrato'];
  readonly noteSeconds?: number;
}

/** Forty notes on three steps of a scale, with pauses, in 40 s or more. */
function describeVoice({ centsAt = () => 0, within, vibrato, noteSeconds = 0.8 }: Voice) {
  const notes = Array.from({ length: 40 }, (_, i) => {
    const midi = [60, 62, 64][i % 3] ?? 60;
    return {
      startSeconds: i,
      endSeconds: i + noteSeconds,
      midi,
      centreMidi: midi + centsAt(i) / 100,
      deviationCents: 0,
      confidence: 1,
      loudnessDb: -20,
      ...(vibrato && { vibrato }),
    };
  });
  const midi = Float32Array.from({ length: 40 / hopSeconds }, (_, frame) => {
    const seconds = frame * hopSeconds;
    const note = notes[Math.floor(seconds)];
    if (!note || seconds > note.endSeconds) return Number.NaN;
    return note.centreMidi + (within?.(seconds - note.startSeconds) ?? 0) / 100;
  });
  return describeSinging(notes, { hopSeconds, midi });
}

it('measures a constant bias, without spread or drift', () => {
  const singing = describeVoice({ centsAt: () => 17 });
  expect(singing.biasCents).toBeCloseTo(17, 5);
  expect(singing.precisionCents).toBeCloseTo(0, 5);
  expect(singing.driftCentsPerMinute).toBeCloseTo(0, 5);
  expect(singing.stabilityCents).toBeCloseTo(0, 2);
  expect(singing).not.toHaveProperty('vibrato');
});

it('measures the spread on each step, not between steps', () => {
  const ofStep = describeVoice({ centsAt: (note) => 20 * (note % 3) });
  expect(ofStep.precisionCents).toBeCloseTo(0, 5);
  // Six notes of a cycle: each step alternates between −10 and 10.
  const spread = describeVoice({ centsAt: (note) => (note % 2 === 0 ? 10 : -10) });
  expect(spread.precisionCents).toBeGreaterThan(9.9);
  expect(spread.precisionCents).toBeLessThan(10.6);
});

it('measures a drift, which single wrong notes do not move', () => {
  const { driftCentsPerMinute } = describeVoice({
    centsAt: (note) => (note % 13 === 5 ? 300 : -note / 2),
  });
  expect(driftCentsPerMinute).toBeGreaterThan(-31.5);
  expect(driftCentsPerMinute).toBeLessThan(-28.5);
});

it('measures stability without trend and vibrato', () => {
  const vibrato = { rateHz: 5.5, extentCents: 60 };
  const wave = (seconds: number) => 60 * Math.sin(2 * Math.PI * 5.5 * seconds);
  const steady = describeVoice({ within: (seconds) => 50 * seconds + wave(seconds), vibrato });
  expect(steady.stabilityCents).toBeLessThan(1);
  // A wave of another rate, of 20 cents, has a standard deviation of 14.
  const shaky = (seconds: number) => wave(seconds) + 20 * Math.sin(2 * Math.PI * 12.7 * seconds);
  const { stabilityCents } = describeVoice({ within: shaky, vibrato });
  expect(stabilityCents).toBeGreaterThan(12);
  expect(stabilityCents).toBeLessThan(15);
  expect(steady.vibrato).toEqual({ share: 1, ...vibrato });
});

it('says nothing about the stability and vibrato of short notes', () => {
  const vibrato = { rateHz: 5.5, extentCents: 60 };
  const singing = describeVoice({ noteSeconds: 0.4, vibrato });
  expect(singing).not.toHaveProperty('stabilityCents');
  expect(singing).not.toHaveProperty('vibrato');
});

it('says nothing without notes', () => {
  expect(describeSinging([], { hopSeconds, midi: new Float32Array() })).toEqual({});
});
