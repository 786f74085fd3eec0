import { medianOf } from '@my-pitch/shared/scoring/median';
import { framesBetween, type PitchCurve } from '@my-pitch/shared/scoring/pitch-curve';

/** A cell is voiced if at least this share of its frames is. */
const minVoicedShare = 0.4;

/** The median pitch of each cell of a curve, NaN where it is mostly unvoiced [cells]. */
export function voiceCells(curve: PitchCurve, cellSeconds: number): Float32Array {
  const cells = Math.ceil((curve.midi.length * curve.hopSeconds) / cellSeconds);
  return Float32Array.from({ length: cells }, (_, cell) => {
    const frames = framesBetween(curve, cell * cellSeconds, (cell + 1) * cellSeconds);
    const voiced = Array.from(frames.filter((midi) => !Number.isNaN(midi)));
    const isVoiced = voiced.length > 0 && voiced.length >= minVoicedShare * frames.length;
    return (isVoiced ? medianOf(voiced) : undefined) ?? Number.NaN;
  });
}
