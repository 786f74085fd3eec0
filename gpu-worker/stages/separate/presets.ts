import type { Preset } from '@my-pitch/shared/job';
import { planSegments, type Segment, spreadSegments } from './segment-plan.ts';

type Plan = (songFrames: number, segmentFrames: number) => readonly Segment[];

/**
 * How densely each preset covers a song with segments: the time taken is the number of segments.
 * `balanced` is demucs' own plan. `best` is its "shift trick" (averaging over several positions of
 * the segments) with the positions spread evenly; docs/separation.md has the measured trade.
 */
export const presetPlans: Readonly<Record<Preset, Plan>> = {
  fast: (songFrames, segmentFrames) => spreadSegments(songFrames, segmentFrames, 0.05),
  balanced: (songFrames, segmentFrames) => planSegments(songFrames, segmentFrames, 0.25),
  best: (songFrames, segmentFrames) => spreadSegments(songFrames, segmentFrames, 0.75),
};
