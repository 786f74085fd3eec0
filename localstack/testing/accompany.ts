import { midiToHz } from '@my-pitch/shared/pitch-units';
import { beatSeconds, roots } from './melody.ts';
import { noise } from './random.ts';

/** Drums, bass and chords (one root per measure, repeated): left and right channel, −1 to 1. */
export function accompany(
  frames: number,
  sampleRateHz: number,
  chordRoots: readonly number[] = roots,
): [Float32Array, Float32Array] {
  const left = new Float32Array(frames);
  const right = new Float32Array(frames);
  const next = noise(99);
  for (let i = 0; i < frames; i += 1) {
    const t = i / sampleRateHz;
    const beat = t / beatSeconds;
    const white = next();
    const drums = kick(beat) + snare(beat, white) + 0.05 * white * decay(beat * 2, 8);
    const root = chordRoots[Math.floor(beat / 4) % chordRoots.length] ?? 50;
    const centre = drums + bass(t, beat, root);
    const [low, high] = chord(t, beat, root);
    left[i] = centre + low * 0.8 + high * 0.3;
    right[i] = centre + low * 0.3 + high * 0.8;
  }
  return [left, right];
}

/** Decays from 1 after every integer. */
function decay(position: number, speed: number): number {
  return Math.exp(-speed * (position % 1));
}

function kick(beat: number): number {
  if (Math.floor(beat) % 2 === 1) return 0;
  const t = (beat % 1) * beatSeconds;
  return 0.35 * Math.sin(2 * Math.PI * (50 * t + 3 * (1 - Math.exp(-t * 30)))) * Math.exp(-t * 12);
}

function snare(beat: number, white: number): number {
  return Math.floor(beat) % 2 === 0 ? 0 : 0.2 * white * decay(beat, 9);
}

function bass(t: number, beat: number, root: number): number {
  const hz = midiToHz(root - 12);
  const tone = [1, 0.5, 0.3, 0.15].reduce(
    (sum, gain, k) => sum + gain * Math.sin(2 * Math.PI * (k + 1) * hz * t),
    0,
  );
  return 0.16 * tone * decay(beat * 2, 2);
}

/** An electric piano: root and fifth on one channel, third and octave on the other. */
function chord(t: number, beat: number, root: number): readonly [number, number] {
  const tone = (midi: number): number => {
    const phase = 2 * Math.PI * midiToHz(midi) * t;
    return Math.sin(phase + 0.8 * decay(beat / 2, 4) * Math.sin(2 * phase));
  };
  const loudness = 0.07 * decay(beat / 2, 2);
  return [loudness * (tone(root) + tone(root + 7)), loudness * (tone(root + 4) + tone(root + 12))];
}
