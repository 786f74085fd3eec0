import type { Vibrato } from '@my-pitch/shared/analysis';

/** Vibrato rates (Prame, JASA 1994: 4.5 to 7 Hz for trained singers, plus a margin). */
const minHz = 3.8;
const maxHz = 8.5;
const stepHz = 0.1;
const minPeriods = 2;
const minExtentCents = 15;
/** Minimum share of the variance around a straight line that the sine explains. */
const minShare = 0.5;
/** Minimum share of voiced frames. */
const minVoicedShare = 0.7;
/** Vibrato often starts late: the fit is tried from each of these shares of the note on. */
const startShares = [0, 0.2, 0.4];

/**
 * The vibrato of a note: the sine that best fits its pitch around a straight line. Undefined if the
 * note is straight or shorter than two periods.
 *
 * @param midi fractional MIDI of the note's frames, NaN where unvoiced.
 */
export function findVibrato(midi: Float32Array, hopSeconds: number): Vibrato | undefined {
  let best: Fit | undefined;
  for (const startShare of startShares) {
    const part = midi.subarray(Math.floor(startShare * midi.length));
    const fit = fitSine(part, hopSeconds);
    if (fit && (!best || fit.share > best.share)) best = fit;
  }
  if (!best || best.share < minShare || best.extentCents < minExtentCents) return undefined;
  return { rateHz: best.rateHz, extentCents: best.extentCents };
}

interface Fit extends Vibrato {
  /** Share of the variance around a straight line that the sine explains. */
  readonly share: number;
}

function fitSine(midi: Float32Array, hopSeconds: number): Fit | undefined {
  const seconds = midi.length * hopSeconds;
  const { times, values } = aroundLine(midi, hopSeconds);
  const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
  if (values.length < minVoicedShare * midi.length || variance === 0) return undefined;
  let best: Fit | undefined;
  for (let rateHz = minHz; rateHz <= maxHz; rateHz += stepHz) {
    if (rateHz * seconds < minPeriods) continue;
    let re = 0;
    let im = 0;
    values.forEach((value, i) => {
      const angle = 2 * Math.PI * rateHz * (times[i] as number);
      re += value * Math.cos(angle);
      im += value * Math.sin(angle);
    });
    const amplitude = (2 * Math.hypot(re, im)) / values.length;
    const share = amplitude ** 2 / 2 / variance;
    if (!best || share > best.share) best = { rateHz, extentCents: 100 * amplitude, share };
  }
  return best;
}

/** The voiced frames minus their linear regression line. */
function aroundLine(midi: Float32Array, hopSeconds: number) {
  const voiced = Array.from(midi, (value, frame) => ({ value, time: frame * hopSeconds })).filter(
    ({ value }) => !Number.isNaN(value),
  );
  const count = Math.max(1, voiced.length);
  const meanTime = voiced.reduce((sum, { time }) => sum + time, 0) / count;
  const meanValue = voiced.reduce((sum, { value }) => sum + value, 0) / count;
  let covariance = 0;
  let spread = 1e-9;
  for (const { time, value } of voiced) {
    covariance += (time - meanTime) * (value - meanValue);
    spread += (time - meanTime) ** 2;
  }
  const slope = covariance / spread;
  return {
    times: voiced.map(({ time }) => time),
    values: voiced.map(({ time, value }) => value - meanValue - slope * (time - meanTime)),
  };
}
