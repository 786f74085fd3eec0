import type { TempoCandidate } from './tempo-candidate.ts';

/** A complete path of the search: written onsets for all notes. */
export interface RhythmPath {
  /** Log probability of onsets, intervals, start and initial tempo together. */
  readonly logProbability: number;
  /** The part of it that comes from the written intervals. */
  readonly logIntervals: number;
  /** The part of it that comes from the metrical position of the first onset. */
  readonly logStart: number;
  /** The part of it that comes from the beat that is taken for the downbeat. */
  readonly logPhase: number;
  /** Ticks of the onsets, rising, the first within the first measure. */
  readonly ticks: readonly number[];
  /** Tempo at each onset, estimated from the onsets up to it. */
  readonly secondsPerQuarter: readonly number[];
  /** The tempo from which the path started. */
  readonly tempo: TempoCandidate;
}

/** One onset of a path, linked to the onset before. */
export interface PathNode {
  readonly previous: PathNode | undefined;
  /** Since the previous onset; since the start of the measure for the first. */
  readonly ticks: number;
  readonly secondsPerQuarter: number;
}

/** Follows the links from the last onset back to the first. */
export function tracePath(last: PathNode): Pick<RhythmPath, 'ticks' | 'secondsPerQuarter'> {
  const nodes: PathNode[] = [];
  for (let node: PathNode | undefined = last; node; node = node.previous) nodes.push(node);
  nodes.reverse();
  let tick = 0;
  const ticks = nodes.map((node) => {
    tick += node.ticks;
    return tick;
  });
  return { ticks, secondsPerQuarter: nodes.map((node) => node.secondsPerQuarter) };
}
