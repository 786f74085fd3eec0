import { midiToHz } from '@my-pitch/shared/pitch-units';
import { beatSeconds, type TuneNote } from './melody.ts';
import { noise } from './random.ts';

/** Formants of sung vowels, in Hz, with their bandwidths: a, e, i, o (after Peterson and Barney, 1952). */
const vowels: readonly (readonly (readonly [number, number])[])[] = [
  [
    [850, 90],
    [1220, 110],
    [2810, 170],
    [3800, 250],
  ],
  [
    [610, 80],
    [2330, 120],
    [2990, 180],
    [3900, 250],
  ],
  [
    [310, 60],
    [2790, 140],
    [3310, 190],
    [4000, 250],
  ],
  [
    [590, 80],
    [920, 100],
    [2710, 170],
    [3700, 250],
  ],
];
const maxHz = 7000;
const vibratoHz = 5.5;
const vibratoCents = 35;
const consonantSeconds = 0.06;

/**
 * Synthesises a sung tune: a harmonic source with −9 dB per octave, formants of a vowel that changes
 * with every note, delayed vibrato, a scoop into and a noise consonant before each note, and breath
 * noise. Mono, −1 to 1.
 */
export function sing(notes: readonly TuneNote[], sampleRateHz: number): Float32Array {
  const totalBeats = notes.reduce((sum, note) => sum + note.beats, 0);
  const voice = new Float32Array(Math.round(totalBeats * beatSeconds * sampleRateHz));
  let start = 0;
  for (const [index, note] of notes.entries()) {
    const length = Math.round(note.beats * beatSeconds * sampleRateHz);
    singNote(voice.subarray(start, start + length), note, index, sampleRateHz);
    start += length;
  }
  return voice;
}

function singNote(out: Float32Array, { midi }: TuneNote, index: number, rateHz: number): void {
  const vowel = vowels[index % vowels.length] ?? [];
  const baseHz = midiToHz(midi);
  const gains = harmonicGains(baseHz, vowel);
  const next = noise(index + 1);
  const seconds = out.length / rateHz;
  let phase = 0;
  let previousNoise = 0;
  for (let i = 0; i < out.length; i += 1) {
    const t = i / rateHz;
    const sung = t - consonantSeconds;
    const scoop = -80 * Math.exp(-Math.max(0, sung) / 0.03);
    const depth = vibratoCents * Math.min(1, Math.max(0, sung - 0.15) / 0.2);
    const cents = scoop + depth * Math.sin(2 * Math.PI * vibratoHz * t);
    phase += (2 * Math.PI * baseHz * 2 ** (cents / 1200)) / rateHz;
    const white = next();
    const hiss = white - previousNoise;
    previousNoise = white;
    const vowelLoudness = envelope(sung, seconds - consonantSeconds);
    let sample = 0;
    for (let k = 0; k < gains.length; k += 1) {
      sample += (gains[k] as number) * Math.sin((k + 1) * phase);
    }
    const consonant = 0.12 * Math.sin(Math.PI * Math.min(1, t / consonantSeconds)) * hiss;
    out[i] = 0.3 * vowelLoudness * (sample + 0.02 * white) + consonant;
  }
}

/** Rises within 40 ms, falls within the last 60 ms. */
function envelope(t: number, seconds: number): number {
  return Math.max(0, Math.min(1, t / 0.04, (seconds - t) / 0.06));
}

/** Gains of the harmonics, scaled to sum of squares 1. */
function harmonicGains(baseHz: number, vowel: readonly (readonly [number, number])[]): number[] {
  const gains = Array.from({ length: Math.floor(maxHz / baseHz) }, (_, k) => {
    const hz = (k + 1) * baseHz;
    const resonance = vowel.reduce(
      (sum, [centre, width], formant) =>
        sum + 1 / (1 + formant * 0.5) / (1 + ((hz - centre) / width) ** 2),
      0.03,
    );
    return (k + 1) ** -0.75 * resonance;
  });
  const norm = Math.hypot(...gains);
  return gains.map((gain) => gain / norm);
}
