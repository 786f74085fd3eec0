import { amplitudeToDb } from '@my-pitch/shared/decibels';

/** The level of silence, the lower end of the meter, in dB relative to full scale. */
export const silenceDb = -60;

export interface Loudness {
  /** Root mean square, dB relative to full scale. */
  readonly rmsDb: number;
  /** The peak sample, dB relative to full scale. */
  readonly peakDb: number;
}

/** The loudness of a block of samples (−1 to 1). */
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

/** Advice on the level: peaks near full scale are clipped, and a quiet voice is close to the noise floor. */
export function adviceFor(recent: readonly Loudness[]): LoudnessAdvice {
  if (recent.some(({ peakDb }) => peakDb > -0.5)) return 'too-loud';
  if (recent.length > 0 && recent.every(({ rmsDb }) => rmsDb < -50)) return 'too-quiet';
  return undefined;
}

function decibels(amplitude: number): number {
  return amplitude > 0 ? Math.max(silenceDb, amplitudeToDb(amplitude)) : silenceDb;
}
