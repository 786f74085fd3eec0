import type { MeasuredNote } from '../../metrics/note-metrics.ts';
import { hopLength, type Posteriors, pitches, sampleRateHz } from './posteriors.ts';

const minMidi = 21;
const onsetThreshold = 0.5;
const noteThreshold = 0.3;
/** 127.7 ms, Basic Pitch's default. */
const minFrames = 11;
/** A note ends after this many consecutive frames below the threshold. */
const patienceFrames = 11;
/** A window of 172 frames covers less audio than its frames suggest, by this much. */
const windowDriftSeconds = (hopLength / sampleRateHz) * (172 - 43_844 / hopLength) + 0.0018;

/**
 * Decodes Basic Pitch's posteriors as its own software does by default: first a note from each onset
 * peak, latest first, while its probability lasts; then notes around the remaining maxima, most
 * probable first, in both directions.
 */
export function decodeNotes({ frames, note, onset }: Posteriors): MeasuredNote[] {
  const remaining = note.slice();
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
    const end = extent(remaining, frames, frame, pitch, 1, false);
    if (!add(frame, end, pitch)) continue;
    for (let i = frame; i < end; i++) clear(remaining, i, pitch);
  }
  for (;;) {
    const peak = remaining.reduce(
      (best, value, i) => (value > (remaining[best] as number) ? i : best),
      0,
    );
    if ((remaining[peak] as number) <= noteThreshold) return notes;
    const [frame, pitch] = [Math.floor(peak / pitches), peak % pitches];
    remaining[peak] = 0;
    const end = extent(remaining, frames, frame, pitch, 1, true) - 1;
    const start = extent(remaining, frames, frame, pitch, -1, true) + 1;
    add(start, end, pitch);
  }
}

/** The first frame after a note (direction 1) or before it (−1), from one of its frames on. */
function extent(
  remaining: Float32Array,
  frames: number,
  from: number,
  pitch: number,
  direction: 1 | -1,
  clears: boolean,
): number {
  let frame = from + direction;
  let under = 0;
  while ((direction === 1 ? frame < frames - 1 : frame > 0) && under < patienceFrames) {
    under = (remaining[frame * pitches + pitch] as number) < noteThreshold ? under + 1 : 0;
    if (clears) clear(remaining, frame, pitch);
    frame += direction;
  }
  return frame - direction * under;
}

function clear(remaining: Float32Array, frame: number, pitch: number): void {
  const at = frame * pitches + pitch;
  remaining[at] = 0;
  if (pitch < pitches - 1) remaining[at + 1] = 0;
  if (pitch > 0) remaining[at - 1] = 0;
}

/** The maximum of onset probability and scaled rise of note probability. */
function withInferredOnsets(onset: Float32Array, note: Float32Array, frames: number): Float32Array {
  const rise = new Float32Array(onset.length);
  for (let i = 2 * pitches; i < frames * pitches; i++) {
    const value = note[i] as number;
    const recent = Math.max(note[i - pitches] as number, note[i - 2 * pitches] as number);
    rise[i] = Math.max(0, value - recent);
  }
  const maximum = (values: Float32Array) => values.reduce((max, v) => Math.max(max, v), 0);
  const scale = maximum(onset) / maximum(rise);
  return rise.map((value, i) => Math.max(onset[i] as number, value * scale));
}

/** Local maxima in time above the threshold, latest first. */
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
