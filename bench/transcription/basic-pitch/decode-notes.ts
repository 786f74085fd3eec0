import type { MeasuredNote } from '../../metrics/note-metrics.ts';
import { hopLength, type Posteriors, pitches, sampleRateHz } from './posteriors.ts';

const minMidi = 21;
const onsetThreshold = 0.5;
const noteThreshold = 0.3;
/** 127.7 ms, the program's default. */
const minFrames = 11;
/** A note ends once it was under the threshold for this many frames on end. */
const patienceFrames = 11;
/** Every window of 172 frames is this much shorter than its frames claim. */
const windowDriftSeconds = (hopLength / sampleRateHz) * (172 - 43_844 / hopLength) + 0.0018;

/**
 * Notes from Basic Pitch's probabilities as its own program finds them with its default settings:
 * first a note from every onset peak, the latest first, as long as its probability lasts; then notes
 * around what is left, the most probable first, in both directions.
 */
export function decodeNotes({ frames, note, onset }: Posteriors): MeasuredNote[] {
  const left = note.slice();
  const notes: MeasuredNote[] = [];
  const add = (start: number, end: number, pitch: number) => {
    if (end - start <= minFrames) return false;
    notes.push({
      startSeconds: secondsOf(start),
      endSeconds: secondsOf(end),
      midi: pitch + minMidi,
    });
    return true;
  };
  for (const { frame, pitch } of onsetPeaks(withInferredOnsets(onset, note, frames), frames)) {
    if (frame >= frames - 1) continue;
    const end = extent(left, frames, frame, pitch, 1, false);
    if (!add(frame, end, pitch)) continue;
    for (let i = frame; i < end; i++) clear(left, i, pitch);
  }
  for (;;) {
    const place = left.reduce((best, value, i) => (value > (left[best] as number) ? i : best), 0);
    if ((left[place] as number) <= noteThreshold) return notes;
    const [frame, pitch] = [Math.floor(place / pitches), place % pitches];
    left[place] = 0;
    const end = extent(left, frames, frame, pitch, 1, true) - 1;
    const start = extent(left, frames, frame, pitch, -1, true) + 1;
    add(start, end, pitch);
  }
}

/** The first frame after (or before) a note, from one of its frames on. */
function extent(
  left: Float32Array,
  frames: number,
  from: number,
  pitch: number,
  step: 1 | -1,
  clears: boolean,
): number {
  let frame = from + step;
  let under = 0;
  while ((step === 1 ? frame < frames - 1 : frame > 0) && under < patienceFrames) {
    under = (left[frame * pitches + pitch] as number) < noteThreshold ? under + 1 : 0;
    if (clears) clear(left, frame, pitch);
    frame += step;
  }
  return frame - step * under;
}

function clear(left: Float32Array, frame: number, pitch: number): void {
  const at = frame * pitches + pitch;
  left[at] = 0;
  if (pitch < pitches - 1) left[at + 1] = 0;
  if (pitch > 0) left[at - 1] = 0;
}

/** Onset probability, or a sudden rise of note probability on the same scale where that is more. */
function withInferredOnsets(onset: Float32Array, note: Float32Array, frames: number): Float32Array {
  const rise = new Float32Array(onset.length);
  for (let i = 2 * pitches; i < frames * pitches; i++) {
    const value = note[i] as number;
    const lately = Math.max(note[i - pitches] as number, note[i - 2 * pitches] as number);
    rise[i] = Math.max(0, value - lately);
  }
  const greatest = (values: Float32Array) => values.reduce((most, v) => Math.max(most, v), 0);
  const scale = greatest(onset) / greatest(rise);
  return rise.map((value, i) => Math.max(onset[i] as number, value * scale));
}

/** Local maxima in time above the threshold, the latest first. */
function onsetPeaks(onset: Float32Array, frames: number) {
  const peaks: { frame: number; pitch: number }[] = [];
  for (let i = (frames - 1) * pitches - 1; i >= pitches; i--) {
    const value = onset[i] as number;
    const isPeak = value > (onset[i - pitches] as number) && value > (onset[i + pitches] as number);
    if (isPeak && value >= onsetThreshold) {
      peaks.push({ frame: Math.floor(i / pitches), pitch: i % pitches });
    }
  }
  return peaks;
}

function secondsOf(frame: number): number {
  return (frame * hopLength) / sampleRateHz - windowDriftSeconds * Math.floor(frame / 172);
}
