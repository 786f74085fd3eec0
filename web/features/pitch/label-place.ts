import { type PitchRows, yOf } from './pitch-rows.ts';
import type { SungCurve } from './sung-curve.ts';

/** A vertical range of the plot, in CSS pixels from its top. */
interface Extent {
  readonly top: number;
  readonly bottom: number;
}

/** From an edge to the middle of a label: half its height, half a stroke of the curve, and air. */
const labelGap = 9;
/** Above this the measure numbers are. */
const minTop = 22;

/** How far the curve reaches in some seconds; `undefined` where nothing was sung. */
export function curveExtent(
  { midi, hopSeconds }: SungCurve,
  fromSeconds: number,
  seconds: number,
  rows: PitchRows,
): Extent | undefined {
  const first = Math.max(0, Math.floor(fromSeconds / hopSeconds));
  const last = Math.min(midi.length - 1, Math.ceil((fromSeconds + seconds) / hopSeconds));
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let frame = first; frame <= last; frame += 1) {
    const pitch = midi[frame] as number;
    if (Number.isNaN(pitch)) continue;
    low = Math.min(low, pitch);
    high = Math.max(high, pitch);
  }
  return low > high ? undefined : { top: yOf(rows, high), bottom: yOf(rows, low) };
}

interface LabelOptions {
  /** Whether the label belongs above the bar, if it has room there. */
  readonly isAbove: boolean;
  readonly barTop: number;
  readonly barBottom: number;
  /** The curve beside the label. */
  readonly curve: Extent | undefined;
  readonly plotHeight: number;
}

/** The middle of a bar's label: beyond the bar and the curve, on the other side if the plot ends there. */
export function labelY({ isAbove, barTop, barBottom, curve, plotHeight }: LabelOptions): number {
  const above = Math.min(barTop, curve?.top ?? barTop) - labelGap;
  const below = Math.max(barBottom, curve?.bottom ?? barBottom) + labelGap;
  const hasRoomAbove = above >= minTop;
  const hasRoomBelow = below <= plotHeight - labelGap;
  if (isAbove) return hasRoomAbove || !hasRoomBelow ? above : below;
  return hasRoomBelow || !hasRoomAbove ? below : above;
}
