import { gridHopSeconds } from './frame-grid.ts';

/** A drop is an octave, as exactly as this. */
const octaveSemitones = 12;
const nearSemitones = 0.8;
/** From the last frame above to the first below; a sung leap glides for longer, or has a consonant. */
const maxJumpFrames = 2;
/** Longer stretches are sung an octave lower. */
const maxSeconds = 0.45;

/**
 * Lifts the parts of held notes that a pitch tracker puts an octave too low, because every other
 * period of a creaky voice is weaker. The pitch drops at once, within one breath, for less time than
 * it was held before.
 *
 * @param midi fractional MIDI, one a frame, NaN where unvoiced.
 */
export function liftOctaveDrops(midi: Float32Array): Float32Array {
  const lifted = midi.slice();
  let heldFrom = 0;
  for (let frame = 1; frame < lifted.length; frame++) {
    if (Number.isNaN(lifted[frame - 1])) heldFrom = frame;
    const start = dropAt(lifted, frame);
    if (start === undefined) continue;
    const end = dropEnd(lifted, start);
    const frames = end - start;
    if (frames * gridHopSeconds <= maxSeconds && frames < start - heldFrom) {
      for (let i = start; i < end; i++) lifted[i] = (lifted[i] as number) + octaveSemitones;
      for (let i = frame; i < start; i++) lifted[i] = lifted[frame - 1] as number;
    } else {
      heldFrom = start;
    }
    frame = end - 1;
  }
  return lifted;
}

/** The first frame an octave below the one before `frame`; undefined if the pitch does not drop there. */
function dropAt(midi: Float32Array, frame: number): number | undefined {
  const above = midi[frame - 1] as number;
  for (let i = frame; i < frame + maxJumpFrames; i++) {
    if (Math.abs(above - octaveSemitones - (midi[i] as number)) < nearSemitones) return i;
  }
  return undefined;
}

/** Where the low stretch ends: with the voice, or with a leap. */
function dropEnd(midi: Float32Array, start: number): number {
  let end = start + 1;
  const isNear = (frame: number) =>
    Math.abs((midi[frame] as number) - (midi[frame - 1] as number)) < octaveSemitones / 2;
  while (end < midi.length && isNear(end)) end++;
  return end;
}
