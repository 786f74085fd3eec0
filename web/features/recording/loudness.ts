import { amplitudeToDb } from '@my-pitch/shared/decibels';
/** What the meter calls silence, in dB relative to full scale. */
export const quietestDb = -60;

export interface Loudness {
  /** Root mean square, dB relative to full scale. */
  readonly rmsDb: number;
  /** The greatest sample, dB relative to full scale. */
  readonly peakDb: number;
}

/** How loud a block of samples (−1 to 1) is. */
export function loudnessOf(samples: Float32Array): Loudness {
  let squares = 0;
  let peak = 0;
  for (const sample of samples) {
    squares += sample * sample;
    peak = Math.max(peak, Math.abs(sample));
  }
  return { rmsDb: decibels(Math.sqrt(squares / samples.length)), peakDb: decibels(peak) };
}

export type LoudnessAdvice = 'too-quiet' | 'too-loud' | undefined;

/** What to tell the singer: samples at the very top are cut off, and a whisper drowns in noise. */
export function adviceFor(recent: readonly Loudness[]): LoudnessAdvice {
  if (recent.some(({ peakDb }) => peakDb > -0.5)) return 'too-loud';
  if (recent.length > 0 && recent.every(({ rmsDb }) => rmsDb < -50)) return 'too-quiet';
  return undefined;
}

function decibels(amplitude: number): number {
  return amplitude > 0 ? Math.max(quietestDb, amplitudeToDb(amplitude)) : quietestDb;
}
