import { gridHopSeconds } from '../frame-grid.ts';
import type { MeasuredNote } from '../measurement/measure-note.ts';

/** A steady note of confidence 1. */
export function measuredNote(startFrame: number, endFrame: number, centreMidi = 62): MeasuredNote {
  return {
    span: { startFrame, endFrame },
    startSeconds: startFrame * gridHopSeconds,
    endSeconds: endFrame * gridHopSeconds,
    centreMidi,
    spreadSemitones: 0,
    confidence: 1,
    loudnessDb: -20,
  };
}
