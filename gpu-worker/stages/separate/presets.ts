import type { Preset } from '@my-pitch/shared/job';
import { fastestPrecision } from '../../htdemucs-rewrites/fastest-precision.ts';
import type { Variant } from './model/rewritten-cache.ts';
import { demucsSegments, evenSegments, type Segment } from './segment-plan.ts';
import type { WantedStems } from './separator.ts';

interface PresetSettings {
  /** How segments are laid over a song. The time taken is proportional to their number. */
  readonly plan: typeof demucsSegments;
  /** Minimum share of a segment that overlaps with the next. */
  readonly overlap: number;
  /** Precision of the transformer on the CPU: `fastest` depends on the CPU. */
  readonly precision: 'float32' | 'fastest';
  /** Peak in relation to the song's level up to which a segment counts as silence and is not computed. */
  readonly silentPeak: number;
}

/** −70 dB: for a usual song the last bit of 16, which encoders and dither leave in its pauses. */
const inaudiblePeak = 3e-4;

/**
 * All that a preset changes. `balanced` is demucs' own plan. `best` averages over several positions of
 * the segments, as demucs' "shift trick" does, with the positions evenly spaced. The 8 bits of `fast` cost
 * 0.004 dB SDR. docs/separation.md has the measurements.
 */
const presetTable: Readonly<Record<Preset, PresetSettings>> = {
  fast: { plan: evenSegments, overlap: 0.05, precision: 'fastest', silentPeak: inaudiblePeak },
  balanced: {
    plan: demucsSegments,
    overlap: 0.25,
    precision: 'float32',
    silentPeak: inaudiblePeak,
  },
  best: { plan: evenSegments, overlap: 0.75, precision: 'float32', silentPeak: 0 },
};

/** The segments that cover a song. */
export function segmentsFor(
  preset: Preset,
  songFrames: number,
  segmentFrames: number,
): readonly Segment[] {
  const { plan, overlap } = presetTable[preset];
  return plan(songFrames, segmentFrames, overlap);
}

/** Peak in relation to the song's level up to which a segment counts as silence. */
export function silentPeakOf(preset: Preset): number {
  return presetTable[preset].silentPeak;
}

/**
 * The cheapest network for a song. Two stems need only the voice.
 * @param fastest what this CPU computes fastest.
 */
export function variantFor({ preset, stems }: WantedStems, fastest = fastestPrecision()): Variant {
  const { precision } = presetTable[preset];
  return {
    precision: precision === 'fastest' ? fastest : precision,
    voiceOnly: stems === 'two',
  };
}
