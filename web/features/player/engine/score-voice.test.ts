import { describe, expect, it } from 'vitest';
import { ScoreVoice } from './score-voice.ts';

/** At this rate a tone of 1 Hz advances by one sample of the wavetable per frame. */
const rateHz = 2048;
const attackFrames = 0.02 * rateHz;
const releaseFrames = 0.09 * rateHz;

/** The waveform at a phase in periods: five harmonics, scaled so that their amplitudes sum to 1. */
function wave(periods: number): number {
  const amplitudes = [1, 0.42, 0.18, 0.08, 0.03];
  const sum = amplitudes.reduce(
    (total, amplitude, k) => total + amplitude * Math.sin(2 * Math.PI * (k + 1) * periods),
    0,
  );
  return sum / 1.71;
}

function voiceOf(notes: readonly { start: number; end: number; hz?: number }[]): ScoreVoice {
  const voice = new ScoreVoice(rateHz);
  voice.setMelody({
    starts: Float64Array.from(notes, ({ start }) => start),
    ends: Float64Array.from(notes, ({ end }) => end),
    frequenciesHz: Float64Array.from(notes, ({ hz }) => hz ?? 1),
  });
  return voice;
}

function render(voice: ScoreVoice, count: number, position = 0, speed = 1): Float32Array {
  const into = new Float32Array(count).fill(9);
  voice.render(into, 0, count, { position, speed });
  return into;
}

const isSilent = (samples: Float32Array) => samples.every((sample) => sample === 0);

it('is silent without a melody, before its first note and while paused', () => {
  expect(isSilent(render(new ScoreVoice(rateHz), 100))).toBe(true);
  const voice = voiceOf([{ start: 50, end: 1000 }]);
  expect(isSilent(render(voice, 51).subarray(0, 51))).toBe(true);
  expect(isSilent(render(voiceOf([{ start: 50, end: 1000 }]), 100, 50, 0))).toBe(true);
});

describe('the envelope', () => {
  it('rises linearly over 20 ms to a gain of 0.22', () => {
    const out = render(voiceOf([{ start: 5, end: 9000 }]), 60);
    for (let i = 0; i < 45; i += 1) {
      const level = Math.min(1, (i + 1) / attackFrames);
      expect(out[5 + i]).toBeCloseTo(0.22 * level * wave(i / rateHz), 4);
    }
  });

  it('decays to 0.6 with a time constant of 1.2 s', () => {
    const out = render(voiceOf([{ start: 0, end: 90_000 }]), 20_000);
    for (const i of [300, 1000, 2500, 5000, 19_500]) {
      const level = 0.6 + 0.4 * Math.exp(-(i - attackFrames) / rateHz / 1.2);
      expect(out[i]).toBeCloseTo(0.22 * level * wave(i / rateHz), 4);
    }
  });

  it('falls linearly, a full level in 90 ms, from the note’s end on', () => {
    const out = render(voiceOf([{ start: 0, end: 1000 }]), 1400);
    const level = 0.6 + 0.4 * Math.exp(-(999 - attackFrames) / rateHz / 1.2);
    for (let i = 0; i < 150; i += 10) {
      const released = Math.max(0, level - (i + 1) / releaseFrames);
      expect(out[999 + i]).toBeCloseTo(0.22 * released * wave((999 + i) / rateHz), 3);
    }
    expect(isSilent(out.subarray(999 + Math.ceil(releaseFrames)))).toBe(true);
  });

  it('ends with the note in song time: twice as late at half speed', () => {
    const out = render(voiceOf([{ start: 0, end: 1000 }]), 2400, 0, 0.5);
    const level = 0.6 + 0.4 * Math.exp(-(1990 - attackFrames) / rateHz / 1.2);
    expect(out[1990]).toBeCloseTo(0.22 * level * wave(1990 / rateHz), 4);
    expect(isSilent(out.subarray(2000 + Math.ceil(releaseFrames)))).toBe(true);
  });
});

it('interpolates the waveform between samples of the table', () => {
  const out = render(voiceOf([{ start: 0, end: 9000, hz: 0.3 }]), 45);
  for (let i = 41; i < 45; i += 1) expect(out[i]).toBeCloseTo(0.22 * wave((0.3 * i) / rateHz), 4);
});

it('fills only its part of a block, and goes on in the next', () => {
  const voice = voiceOf([{ start: 0, end: 9000 }]);
  const into = new Float32Array(40).fill(9);
  voice.render(into, 5, 10, { position: 0, speed: 1 });
  voice.render(into, 15, 20, { position: 10, speed: 1 });
  expect([into[4], into[35]]).toEqual([9, 9]);
  for (let i = 0; i < 30; i += 1) {
    expect(into[5 + i]).toBeCloseTo(0.22 * ((i + 1) / attackFrames) * wave(i / rateHz), 4);
  }
});

it('a note releases the one before it', () => {
  const alone = render(voiceOf([{ start: 500, end: 9000, hz: 2 }]), 900);
  const out = render(
    voiceOf([
      { start: 0, end: 9000 },
      { start: 500, end: 9000, hz: 2 },
    ]),
    900,
  );
  const from = 500 + Math.ceil(releaseFrames);
  expect(out.subarray(from)).toEqual(alone.subarray(from));
  expect(out[510]).not.toBeCloseTo(alone[510]!, 3);
});

it('a jump into a note starts it; into a gap, before the first note or onto an end starts none', () => {
  const notes = [
    { start: 100, end: 200 },
    { start: 300, end: 400 },
  ];
  const startedAt = (position: number) => {
    const voice = voiceOf(notes);
    voice.startNoteAt(position);
    return !isSilent(render(voice, 10, position));
  };
  expect([50, 150, 198, 200, 250, 350, 450].map(startedAt)).toEqual([
    ...[false, true, true, false, false, true, false],
  ]);
});

it('a new melody and a release fade out what sounds', () => {
  for (const stop of [
    (voice: ScoreVoice) => voice.release(),
    (voice: ScoreVoice) =>
      voice.setMelody({
        starts: new Float64Array(),
        ends: new Float64Array(),
        frequenciesHz: new Float64Array(),
      }),
  ]) {
    const voice = voiceOf([{ start: 0, end: 9000 }]);
    render(voice, 400);
    stop(voice);
    const out = render(voice, 400, 400);
    expect(isSilent(out.subarray(0, 50))).toBe(false);
    expect(isSilent(out.subarray(Math.ceil(releaseFrames)))).toBe(true);
  }
});
