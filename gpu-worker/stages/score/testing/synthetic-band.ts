import { beatRateHz } from '../accompaniment/onset-envelope.ts';

/** A drum and a chord on every beat; a bass note and a new chord on every downbeat. Mono at `beatRateHz`. */
export function playBand(beatSeconds: readonly number[], beatsPerMeasure: number): Float32Array {
  const mono = new Float32Array(Math.ceil(((beatSeconds.at(-1) ?? 0) + 2) * beatRateHz));
  const add = (seconds: number, length: number, decay: number, sound: (t: number) => number) => {
    const start = Math.round(seconds * beatRateHz);
    for (let i = 0; i < length * beatRateHz && start + i < mono.length; i++) {
      const t = i / beatRateHz;
      mono[start + i] = (mono[start + i] as number) + sound(t) * Math.exp(-t / decay);
    }
  };
  const tone = (midi: number) => (t: number) =>
    0.2 * Math.sin(2 * Math.PI * 440 * 2 ** ((midi - 69) / 12) * t);
  const noise = (t: number) => 0.3 * Math.sin(91234.5 * Math.sin(7919.3 * t * beatRateHz));
  const roots = [48, 53, 55, 45];
  beatSeconds.forEach((seconds, i) => {
    const root = roots[Math.floor(i / beatsPerMeasure) % roots.length] as number;
    add(seconds, 0.1, 0.02, noise);
    for (const interval of [12, 16, 19]) add(seconds, 0.5, 0.3, tone(root + interval));
    if (i % beatsPerMeasure === 0) add(seconds, 0.8, 0.4, (t) => 2 * tone(root - 12)(t));
  });
  return mono;
}
