import { medianOf } from '@my-pitch/shared/scoring/median';
import type { TimeAlignment } from '@my-pitch/shared/scoring/time-alignment';

type Point = TimeAlignment[number];

/** Notes around a moment that determine the tempo there. */
const neighbours = 16;
/** Their least distance, so that a fast passage does not determine its own tempo. */
const minReachSeconds = 4;
const robustIterations = 4;
/** Residuals of this many median residuals have no weight. */
const outlierScale = 6;
/** Onsets are not measured more precisely than this. */
const minResidualSeconds = 0.015;
const knotSeconds = 1;
/** The ends are extended by a line of this length. */
const endSeconds = 8;
const [minSpeed, maxSpeed] = [0.4, 2.5];

/**
 * A smooth tempo through the onsets of a take: a robust local linear regression (Cleveland, "Robust
 * locally weighted regression and smoothing scatterplots", 1979). Single late or early notes do not bend
 * it, so they stay late or early.
 *
 * @param onsets the same note in original and take, in time order.
 * @returns undefined for fewer than four onsets.
 */
export function smoothAlignment(onsets: readonly Point[]): TimeAlignment | undefined {
  if (onsets.length < 4) return undefined;
  let trust = onsets.map(() => 1);
  for (let i = 0; i < robustIterations; i++) {
    const residuals = onsets.map(({ referenceSeconds, takeSeconds }) =>
      Math.abs(takeSeconds - fitAt(onsets, trust, referenceSeconds).takeSeconds),
    );
    const limit = outlierScale * Math.max(minResidualSeconds, medianOf(residuals) ?? 0);
    trust = residuals.map((residual) =>
      Math.max(1e-6, (1 - Math.min(1, residual / limit) ** 2) ** 2),
    );
  }
  const at = (seconds: number) => fitAt(onsets, trust, seconds);
  const [first, last] = [onsets[0] as Point, onsets.at(-1) as Point];
  const count = Math.max(
    1,
    Math.round((last.referenceSeconds - first.referenceSeconds) / knotSeconds),
  );
  const between = Array.from({ length: count + 1 }, (_, i) => {
    const seconds = first.referenceSeconds + i * knotSeconds;
    return at(Math.min(seconds, last.referenceSeconds));
  });
  const [head, tail] = [between[0] as Fit, between.at(-1) as Fit];
  return increasing([extend(head, -endSeconds), ...between, extend(tail, endSeconds)]);
}

interface Fit extends Point {
  /** Seconds of the take in a second of the original. */
  readonly slope: number;
}

function extend({ referenceSeconds, takeSeconds, slope }: Fit, seconds: number): Point {
  const speed = Math.min(maxSpeed, Math.max(minSpeed, slope));
  return {
    referenceSeconds: referenceSeconds + seconds,
    takeSeconds: takeSeconds + speed * seconds,
  };
}

/** Weighted linear regression around a moment, with tricube weights. */
function fitAt(onsets: readonly Point[], trust: readonly number[], seconds: number): Fit {
  const distances = onsets.map((onset) => Math.abs(onset.referenceSeconds - seconds));
  const nth = distances.toSorted((a, b) => a - b)[Math.min(neighbours, onsets.length) - 1];
  const reach = 1.05 * Math.max(minReachSeconds, nth ?? 0);
  let [w, x, y, xx, xy] = [0, 0, 0, 0, 0];
  onsets.forEach((onset, i) => {
    const share = (distances[i] as number) / reach;
    if (share >= 1) return;
    const weight = (1 - share ** 3) ** 3 * (trust[i] as number);
    const dx = onset.referenceSeconds - seconds;
    w += weight;
    x += weight * dx;
    y += weight * onset.takeSeconds;
    xx += weight * dx * dx;
    xy += weight * dx * onset.takeSeconds;
  });
  const determinant = w * xx - x * x;
  const slope = determinant > 1e-9 ? (w * xy - x * y) / determinant : 1;
  return { referenceSeconds: seconds, takeSeconds: (y - slope * x) / w, slope };
}

/** Drops points that would make the speed impossible. */
function increasing(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const { referenceSeconds, takeSeconds } of points) {
    const previous = kept.at(-1);
    const run = previous ? referenceSeconds - previous.referenceSeconds : 1;
    const rise = previous ? takeSeconds - previous.takeSeconds : 1;
    if (run <= 1e-6 || rise <= minSpeed * run || rise >= maxSpeed * run) continue;
    kept.push({ referenceSeconds, takeSeconds });
  }
  return kept;
}
