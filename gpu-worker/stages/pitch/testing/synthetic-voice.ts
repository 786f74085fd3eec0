/** One sung tone, or silence if `midi` is absent. */
export interface Tone {
  readonly seconds: number;
  readonly midi?: number;
  /** Pitch at the end of a linear glide; `midi` if absent. */
  readonly endMidi?: number;
  /** Vibrato depth in semitones, at 5.5 Hz. */
  readonly vibrato?: number;
}

const pyinRateHz = 22_050;
const harmonics = 8;
const fadeSeconds = 0.02;

/** Sings tones one after another, with eight harmonics and short fades. */
export function sing(tones: readonly Tone[], rate = pyinRateHz): Float32Array {
  const parts = tones.map((tone) => singTone(tone, rate));
  const voice = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    voice.set(part, at);
    at += part.length;
  }
  return voice;
}

function singTone({ seconds, midi, endMidi, vibrato = 0 }: Tone, rate: number): Float32Array {
  const samples = new Float32Array(Math.round(seconds * rate));
  if (midi === undefined) return samples;
  let phase = 0;
  for (let i = 0; i < samples.length; i++) {
    const glide = midi + (((endMidi ?? midi) - midi) * i) / samples.length;
    const sung = glide + vibrato * Math.sin((2 * Math.PI * 5.5 * i) / rate);
    phase += (2 * Math.PI * 440 * 2 ** ((sung - 69) / 12)) / rate;
    let sum = 0;
    for (let h = 1; h <= harmonics; h++) sum += Math.sin(h * phase) / h;
    const edge = Math.min(i, samples.length - 1 - i) / (fadeSeconds * rate);
    samples[i] = 0.2 * Math.min(1, edge) * sum;
  }
  return samples;
}

/** White noise from a linear congruential generator, the same on every machine. */
export function hiss(seconds: number, amplitude: number, rate = pyinRateHz): Float32Array {
  let state = 12_345;
  return Float32Array.from({ length: Math.round(seconds * rate) }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return amplitude * (state / 2 ** 31 - 1);
  });
}

/** The sum of two recordings, as long as the first. */
export function mix(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((sample, i) => sample + (b[i] ?? 0));
}

/** The voices of `pyin/pyin.golden.json`, which holds librosa's pitch of each. */
export const goldenVoices: Readonly<Record<string, () => Float32Array>> = {
  scale: () =>
    sing([48, 50, 52, 53, 55, 57, 59, 60, 64, 67, 72].map((midi) => ({ midi, seconds: 0.35 }))),
  'vibrato and glides': () =>
    sing([
      { midi: 57, seconds: 1, vibrato: 0.6 },
      { midi: 57, endMidi: 64, seconds: 0.5 },
      { seconds: 0.3 },
      { midi: 69.3, seconds: 0.8, vibrato: 1 },
      { midi: 69, endMidi: 45, seconds: 1 },
    ]),
  'in noise': () =>
    mix(
      sing([
        { seconds: 0.4 },
        { midi: 62, seconds: 0.7, vibrato: 0.3 },
        { seconds: 0.25 },
        { midi: 74, seconds: 0.4 },
        { midi: 50, seconds: 0.6 },
        { seconds: 0.4 },
      ]),
      hiss(2.75, 0.08),
    ),
  'ends of the range': () =>
    sing([
      { midi: 36.2, seconds: 0.6 },
      { seconds: 0.1 },
      { midi: 95.6, seconds: 0.6 },
      { midi: 84, seconds: 0.4 },
      { midi: 40, seconds: 0.4 },
    ]),
};
