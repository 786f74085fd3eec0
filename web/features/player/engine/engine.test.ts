import { describe, expect, it } from 'vitest';
import { noClicks } from './click-track.ts';
import { type EngineCommand, outputsOf } from './commands.ts';
import { Engine } from './engine.ts';
import { pieceFrames } from './pcm-store.ts';
import { pausedAt, type Transport } from './transport.ts';

const rate = 44_100;
const end = 10 * rate;

/** A song of two stems, each a function of the frame. */
function engineOf(stems: readonly ((frame: number) => number)[], length = end): Engine {
  const engine = new Engine(rate, { stemCount: stems.length });
  for (const [stem, sound] of stems.entries()) {
    for (let piece = 0; piece * pieceFrames < length; piece += 1) {
      const start = piece * pieceFrames;
      const samples = new Float32Array(Math.min(pieceFrames, length - start));
      for (let i = 0; i < samples.length; i += 1) samples[i] = sound(start + i);
      engine.receive({ type: 'piece', stem, piece, channels: [samples, samples] }, 0);
    }
  }
  return engine;
}

/** The left channels of all outputs over so many frames. */
function record(engine: Engine, stemCount: number, frames: number, from = 0): Float32Array[] {
  const whole = Array.from(
    { length: outputsOf(stemCount).chords + 1 },
    () => new Float32Array(frames),
  );
  for (let done = 0; done < frames; done += 128) {
    const outputs = whole.map(() => [new Float32Array(128), new Float32Array(128)]);
    engine.render(outputs, from + done);
    for (const [i, recorded] of whole.entries()) {
      recorded.set(outputs[i]![0]!.subarray(0, Math.min(128, frames - done)), done);
    }
  }
  return whole;
}

/** A command without a count-in. */
function command(transport: Transport): EngineCommand {
  return { type: 'transport', transport, countIn: noClicks };
}

function play(position: number, speed: number, more: Partial<Transport> = {}): Transport {
  return { atFrame: 0, position, speed, audibleFrom: position, end, ...more };
}

const sine = (hertz: number) => (frame: number) =>
  0.5 * Math.sin((2 * Math.PI * hertz * frame) / rate);
/** Noise that is the same for the same frame. */
const noise = (frame: number) =>
  ((Math.imul(frame ^ 0x9e3779b9, 0x85ebca6b) >>> 8) & 0xffff) / 65536 - 0.5;

/** The pitch in Hz from rising zero crossings, interpolated to a fraction of a sample. */
function pitchOf(signal: Float32Array): number {
  const rises: number[] = [];
  for (let i = 1; i < signal.length; i += 1) {
    const [a, b] = [signal[i - 1]!, signal[i]!];
    if (a < 0 && b >= 0) rises.push(i - 1 + a / (a - b));
  }
  return ((rises.length - 1) * rate) / (rises.at(-1)! - rises[0]!);
}

it('at original speed the output equals the song bit for bit, across pieces', () => {
  const engine = engineOf([noise, sine(440)]);
  const position = pieceFrames - 5000;
  engine.receive(command(play(position, 1)), 0);
  const [first, second] = record(engine, 2, 20_000);
  for (let i = 400; i < 20_000; i += 1) {
    if (first![i] !== Math.fround(noise(position + i))) throw new Error(`differs at ${i}`);
    if (second![i] !== Math.fround(sine(440)(position + i))) throw new Error(`differs at ${i}`);
  }
});

it.each([0.5, 0.8, 1.25, 1.5])('at %f× a tone keeps its pitch', (speed) => {
  for (const hertz of [82.4, 220, 1318.5]) {
    const engine = engineOf([sine(hertz)]);
    engine.receive(command(play(rate, speed)), 0);
    const [out] = record(engine, 1, 3 * rate);
    const cents = 1200 * Math.log2(pitchOf(out!.subarray(2000)) / hertz);
    expect(Math.abs(cents)).toBeLessThan(5);
    const loudness = Math.sqrt(
      out!.subarray(2000).reduce((sum, x) => sum + x * x, 0) / (3 * rate - 2000),
    );
    expect(loudness).toBeCloseTo(0.5 / Math.SQRT2, 1);
  }
});

it.each([0.5, 0.75, 1, 1.2, 1.5])(
  'at %f× every onset is within 15 ms of its time on the clock',
  (speed) => {
    const beat = Math.round(0.5 * rate);
    // A drum: an abrupt onset that decays within a tenth of a second.
    const drum = (frame: number) => noise(frame) * Math.exp(-(frame % beat) / 2000);
    const engine = engineOf([drum]);
    engine.receive(command(play(0, speed)), 0);
    const seconds = 6;
    const [out] = record(engine, 1, seconds * rate);
    const window = 64;
    const level = (at: number) => Math.max(...out!.subarray(at, at + window).map(Math.abs));
    for (let k = 1; (k * beat) / speed < (seconds - 0.1) * rate; k += 1) {
      const expected = Math.round((k * beat) / speed);
      let onset = expected - 4000;
      while (level(onset) < 0.15 && onset < expected + 4000) onset += window;
      expect(Math.abs(onset - expected) / rate).toBeLessThan(0.015);
    }
  },
);

it('stems stay aligned to the sample at every speed', () => {
  const engine = engineOf([noise, (frame) => -noise(frame)]);
  engine.receive(command(play(0, 0.7)), 0);
  const [first, second] = record(engine, 2, rate);
  expect(Math.max(...first!.map((x, i) => Math.abs(x + second![i]!)))).toBeLessThan(1e-6);
  expect(Math.max(...first!)).toBeGreaterThan(0.3);
});

it('a loop repeats its sound again and again without a gap', () => {
  const engine = engineOf([sine(220)]);
  const loop = { start: 1000, end: 1000 + rate / 2 };
  engine.receive(command(play(1000, 1, { loop })), 0);
  const [out] = record(engine, 1, 2 * rate);
  for (let lap = 1; lap < 4; lap += 1) {
    for (let i = 300; i < rate / 2 - 1; i += 97) {
      expect(out![lap * (rate / 2) + i]).toBe(out![i]);
    }
  }
  const jumps = out!.subarray(300).map((x, i, all) => Math.abs(x - (all[i - 1] ?? x)));
  expect(Math.max(...jumps)).toBeLessThan(0.03);
});

it('clicks fall on the sample of their beat, at every speed', () => {
  const positions = Float64Array.from([1000, 20_000, 41_000]);
  const clicks = { positions, accents: Uint8Array.from([1, 0, 0]) };
  for (const speed of [0.5, 1, 1.5]) {
    const engine = engineOf([() => 0]);
    engine.receive({ type: 'metronome', clicks }, 0);
    engine.receive(command(play(0, speed)), 0);
    const out = record(engine, 1, rate * 2)[outputsOf(1).metronome]!;
    for (const position of positions) {
      const frame = Math.ceil(position / speed) - (Number.isInteger(position / speed) ? 0 : 1);
      expect(out.subarray(frame - 200, frame).every((x) => x === 0)).toBe(true);
      expect(Math.max(...out.subarray(frame, frame + 60))).toBeGreaterThan(0.2);
    }
  }
});

it('a count-in clicks before the song starts and never after', () => {
  const engine = engineOf([() => 0.5]);
  const clicks = {
    positions: Float64Array.from([-20_000, -10_000]),
    accents: Uint8Array.from([1, 0]),
  };
  engine.receive({ type: 'metronome', clicks }, 0);
  const transport = play(-20_000, 1, { audibleFrom: 0 });
  engine.receive({ type: 'transport', transport, countIn: clicks }, 0);
  const out = record(engine, 1, 30_000);
  const { metronome, countIn } = outputsOf(1);
  expect(out[0]!.subarray(0, 20_000).every((x) => x === 0)).toBe(true);
  expect(out[0]!.subarray(20_400).every((x) => x === 0.5)).toBe(true);
  expect(Math.max(...out[countIn]!.subarray(0, 60))).toBeGreaterThan(0.2);
  expect(Math.max(...out[countIn]!.subarray(10_000, 10_060))).toBeGreaterThan(0.2);
  expect(out[metronome]!.every((x) => x === 0)).toBe(true);
});

it('the melody sounds at its pitch and its time, at half speed too', () => {
  for (const speed of [0.5, 1]) {
    const engine = engineOf([() => 0]);
    const melody = {
      starts: Float64Array.from([4410, 30_000]),
      ends: Float64Array.from([26_000, 40_000]),
      frequenciesHz: Float64Array.from([440, 660]),
    };
    engine.receive({ type: 'melody', melody }, 0);
    engine.receive(command(play(0, speed)), 0);
    const out = record(engine, 1, 90_000)[outputsOf(1).melody]!;
    const at = (position: number) => Math.round(position / speed);
    expect(out.subarray(0, at(4410) - 1).every((x) => x === 0)).toBe(true);
    expect(pitchOf(out.subarray(at(6000), at(25_000)))).toBeCloseTo(440, 0);
    expect(pitchOf(out.subarray(at(31_000), at(39_000)))).toBeCloseTo(660, 0);
    expect(Math.max(...out.subarray(at(40_000) + 4500))).toBe(0);
    expect(Math.max(...out)).toBeLessThan(0.3);
  }
});

it('a transport that arrives late takes effect as of its own frame', () => {
  const engine = engineOf([noise]);
  engine.receive(command(pausedAt(0, end)), 0);
  record(engine, 1, 1280);
  engine.receive(command(play(5000, 1, { atFrame: 640 })), 1280);
  const [out] = record(engine, 1, 2560, 1280);
  expect(out![1000]).toBe(Math.fround(noise(5000 + (1280 - 640) + 1000)));
});

it('pausing, jumping and changing the speed never click', () => {
  const engine = engineOf([sine(220)]);
  engine.receive(command(play(0, 1)), 0);
  const start = record(engine, 1, 12_800)[0]!;
  engine.receive(command(play(70_000, 1, { atFrame: 13_000 })), 12_800);
  const jump = record(engine, 1, 12_800, 12_800)[0]!;
  engine.receive(command(play(90_000, 0.8, { atFrame: 25_600 })), 25_600);
  const stretch = record(engine, 1, 12_800, 25_600)[0]!;
  engine.receive(command(pausedAt(100, end, 38_400)), 38_400);
  const pause = record(engine, 1, 12_800, 38_400)[0]!;
  const whole = [...start, ...jump, ...stretch, ...pause];
  const steps = whole.map((x, i) => Math.abs(x - (whole[i - 1] ?? 0)));
  expect(Math.max(...steps)).toBeLessThan(0.03);
  expect(pause.subarray(400).every((x) => x === 0)).toBe(true);
});

it('reports its position only while the song plays', () => {
  const engine = engineOf([noise]);
  expect(engine.positionIfPlaying(0)).toBeUndefined();
  engine.receive(command(play(5000, 0.5)), 0);
  record(engine, 1, 128);
  expect(engine.positionIfPlaying(1000)).toBe(5500);
});

it('a transport takes effect on its frame within a block, not before', () => {
  const engine = engineOf([() => 0.5]);
  engine.receive(command(play(0, 1, { atFrame: 200 })), 0);
  const [out] = record(engine, 1, 1280);
  expect(out!.subarray(0, 200).every((sample) => sample === 0)).toBe(true);
  // The fade-in lasts 6 ms, 265 frames.
  expect(out![200]).toBeCloseTo(0.5 * (0.5 / 265), 6);
  expect(out!.subarray(465).every((sample) => sample === 0.5)).toBe(true);
});

it('a new loop around the current position changes nothing audible', () => {
  const engine = engineOf([noise]);
  engine.receive(command(play(1000, 1)), 0);
  record(engine, 1, 1280);
  const loop = { start: 500, end: 9000 };
  engine.receive(command(play(2280, 1, { atFrame: 1280, loop })), 1280);
  const [out] = record(engine, 1, 1280, 1280);
  for (let i = 0; i < 1280; i += 1) expect(out![i]).toBe(Math.fround(noise(2280 + i)));
});

it('a jump of one frame is a jump', () => {
  const engine = engineOf([noise]);
  engine.receive(command(play(1000, 1)), 0);
  record(engine, 1, 1280);
  engine.receive(command(play(2281, 1, { atFrame: 1280 })), 1280);
  const [out] = record(engine, 1, 1280, 1280);
  expect(out![600]).toBe(Math.fround(noise(2281 + 600)));
});

it('a dropped piece is silent', () => {
  const engine = engineOf([() => 0.5]);
  engine.receive({ type: 'drop', stem: 0, piece: 0 }, 0);
  engine.receive(command(play(0, 1)), 0);
  expect(record(engine, 1, 1280)[0]!.every((sample) => sample === 0)).toBe(true);
});

it('the metronome is silent and the melody released while paused', () => {
  const engine = engineOf([() => 0]);
  const clicks = { positions: Float64Array.from([5000]), accents: Uint8Array.of(0) };
  engine.receive({ type: 'metronome', clicks }, 0);
  const melody = {
    starts: Float64Array.of(0),
    ends: Float64Array.of(90_000),
    frequenciesHz: Float64Array.of(440),
  };
  engine.receive({ type: 'melody', melody }, 0);
  engine.receive(command(play(0, 1)), 0);
  record(engine, 1, 1280);
  engine.receive(command(pausedAt(5000, end, 1280)), 1280);
  const out = record(engine, 1, 12_800, 1280);
  const { metronome, melody: voice } = outputsOf(1);
  expect(out[metronome]!.every((sample) => sample === 0)).toBe(true);
  expect(out[voice]!.subarray(4000).every((sample) => sample === 0)).toBe(true);
});

it('a melody that arrives while the song plays starts in the middle of its note', () => {
  const melody = {
    starts: Float64Array.of(0),
    ends: Float64Array.of(90_000),
    frequenciesHz: Float64Array.of(440),
  };
  for (const isPlaying of [true, false]) {
    const engine = engineOf([() => 0]);
    if (isPlaying) engine.receive(command(play(0, 1)), 0);
    record(engine, 1, 1280);
    engine.receive({ type: 'melody', melody }, 1280);
    const out = record(engine, 1, 1280, 1280)[outputsOf(1).melody]!;
    expect(out.some((sample) => sample !== 0)).toBe(isPlaying);
  }
});

it('a jump into a note starts it, and a lap of the loop starts it again', () => {
  const engine = engineOf([() => 0]);
  const melody = {
    starts: Float64Array.of(0),
    ends: Float64Array.of(20_000),
    frequenciesHz: Float64Array.of(440),
  };
  engine.receive({ type: 'melody', melody }, 0);
  const loop = { start: 10_000, end: 40_000 };
  engine.receive(command(play(10_000, 1, { loop })), 0);
  const out = record(engine, 1, 38_400)[outputsOf(1).melody]!;
  const isHeardAt = (frame: number) =>
    out.subarray(frame, frame + 200).some((sample) => Math.abs(sample) > 0.05);
  expect([2000, 20_000, 32_000].map(isHeardAt)).toEqual([true, false, true]);
});

it('splices where the audible stems fit, not the muted ones', () => {
  const engine = engineOf([noise, sine(220)]);
  engine.receive({ type: 'weights', weights: [0, 1] }, 0);
  engine.receive(command(play(rate, 0.6)), 0);
  const [, out] = record(engine, 2, rate);
  // The steepest slope of the sine is 0.5 × 2π × 220 / 44 100 per frame.
  const slope = (Math.PI * 220) / rate;
  const jumps = out!.subarray(400).map((x, i, all) => Math.abs(x - (all[i - 1] ?? x)));
  expect(Math.max(...jumps)).toBeLessThan(1.1 * slope);
});

describe('chords', () => {
  const chords = {
    starts: Float64Array.of(0, 0, 24_000, 24_000),
    ends: Float64Array.of(24_000, 24_000, 48_000, 48_000),
    frequenciesHz: Float64Array.of(220, 330, 440, 660),
  };

  /** Amplitude of a frequency (Goertzel, 1958). */
  function levelOf(signal: Float32Array, hertz: number): number {
    let [re, im] = [0, 0];
    signal.forEach((sample, i) => {
      re += sample * Math.cos((2 * Math.PI * hertz * i) / rate);
      im += sample * Math.sin((2 * Math.PI * hertz * i) / rate);
    });
    return (2 * Math.hypot(re, im)) / signal.length;
  }

  it.each([
    ['from its beginning', 0, [220, 330], 550],
    ['after the one before it', 20_000, [440, 660], 220],
    ['from its middle', 6000, [220, 330], 550],
  ] as const)('sound with all their notes: %s', (_, position, heard, unheard) => {
    const engine = engineOf([() => 0]);
    engine.receive({ type: 'chords', chords }, 0);
    engine.receive(command(play(position, 1)), 0);
    const out = record(engine, 1, 16_000)[outputsOf(1).chords]!.subarray(8000);
    for (const hertz of heard) expect(levelOf(out, hertz)).toBeGreaterThan(0.05);
    expect(levelOf(out, unheard)).toBeLessThan(0.01);
  });

  it('follow the key', () => {
    const engine = engineOf([() => 0]);
    engine.receive({ type: 'chords', chords }, 0);
    engine.receive({ type: 'key', ratio: 2 ** (2 / 12) }, 0);
    engine.receive(command(play(0, 1)), 0);
    const out = record(engine, 1, 16_000)[outputsOf(1).chords]!.subarray(4000);
    expect(levelOf(out, 220 * 2 ** (2 / 12))).toBeGreaterThan(0.05);
    expect(levelOf(out, 220)).toBeLessThan(0.01);
  });
});

describe('in another key', () => {
  const melody = {
    starts: Float64Array.of(0),
    ends: Float64Array.of(end),
    frequenciesHz: Float64Array.of(330),
  };
  const inCents = (hertz: number, wanted: number) => 1200 * Math.log2(hertz / wanted);

  it.each([
    [-5, 0.75],
    [3, 1.25],
  ])('%i semitones, at %f×: stems and melody together', (semitones, speed) => {
    const ratio = 2 ** (semitones / 12);
    const engine = engineOf([sine(220), sine(440)]);
    engine.receive({ type: 'melody', melody }, 0);
    engine.receive({ type: 'key', ratio }, 0);
    engine.receive(command(play(rate, speed)), 0);
    const out = record(engine, 2, rate);
    for (const [output, hertz] of [
      [0, 220],
      [1, 440],
      [outputsOf(2).melody, 330],
    ] as const) {
      expect(Math.abs(inCents(pitchOf(out[output]!.subarray(2000)), hertz * ratio))).toBeLessThan(
        5,
      );
    }
  });

  it('changes while the song plays, and is bit for bit the song again afterwards', () => {
    const engine = engineOf([sine(220)]);
    engine.receive({ type: 'melody', melody }, 0);
    engine.receive(command(play(0, 1)), 0);
    record(engine, 1, 12_800);
    engine.receive({ type: 'key', ratio: 2 ** (1 / 12) }, 12_800);
    const shifted = record(engine, 1, 12_800, 12_800);
    for (const [output, hertz] of [
      [0, 220],
      [outputsOf(1).melody, 330],
    ] as const) {
      const heard = pitchOf(shifted[output]!.subarray(1000));
      expect(Math.abs(inCents(heard, hertz * 2 ** (1 / 12)))).toBeLessThan(5);
    }
    engine.receive({ type: 'key', ratio: 1 }, 25_600);
    const [out] = record(engine, 1, 12_800, 25_600);
    for (let i = 400; i < 12_800; i += 1) expect(out![i]).toBe(Math.fround(sine(220)(25_600 + i)));
  });

  it('a loop repeats the same sound in every lap', () => {
    const engine = engineOf([noise, sine(220)]);
    const loop = { start: 1000, end: 1000 + 22_016 };
    engine.receive({ type: 'key', ratio: 2 ** (4 / 12) }, 0);
    engine.receive(command(play(1000, 0.5, { loop })), 0);
    const lap = 2 * 22_016;
    const [out] = record(engine, 2, 3 * lap);
    // The cross-fade at the beginning of a lap takes 6 ms.
    const second = out!.subarray(lap + 400, 2 * lap);
    expect(out!.subarray(2 * lap + 400, 3 * lap)).toEqual(second);
    expect(Math.max(...second)).toBeGreaterThan(0.2);
  });

  it('a pause in it is silent', () => {
    const engine = engineOf([noise]);
    engine.receive(command(pausedAt(0, end)), 0);
    engine.receive({ type: 'key', ratio: 2 ** (4 / 12) }, 0);
    expect(record(engine, 1, 1280)[0]!.every((sample) => sample === 0)).toBe(true);
  });
});
