import type { F0Track } from '@my-pitch/shared/analysis';
import { hzToMidi } from '@my-pitch/shared/pitch-units';

/** The frames of the note stage, independent of the pitch tracker's: a hop of 256 samples at 22 050 Hz. */
export const gridRateHz = 22_050;
export const gridHop = 256;
export const gridHopSeconds = gridHop / gridRateHz;

/** The number of frames of a voice; frame `i` is centred at `i * gridHopSeconds`. */
export function gridFrames(samples: number): number {
  return Math.floor(samples / gridHop) + 1;
}

/**
 * Resamples a pitch track to the grid: fractional MIDI by linear interpolation, by the nearest frame
 * across jumps and at the edges of unvoiced frames. NaN where unvoiced.
 */
export function pitchOnGrid({ frequencyHz, hopSeconds }: F0Track, frames: number): Float32Array {
  const midi = frequencyHz.map((hz) => (hz === null ? Number.NaN : hzToMidi(hz)));
  return Float32Array.from({ length: frames }, (_, frame) => {
    const at = (frame * gridHopSeconds) / hopSeconds;
    const before = midi[Math.floor(at)] ?? Number.NaN;
    const after = midi[Math.ceil(at)] ?? Number.NaN;
    const part = at - Math.floor(at);
    const isGlide = Math.abs(after - before) < maxSemitonesBetweenFrames;
    if (isGlide) return before + part * (after - before);
    return part < 0.5 ? before : after;
  });
}

/** A larger change from one pitch frame to the next is a jump, not a glide. */
const maxSemitonesBetweenFrames = 3;
