const framesPerSecond = 60;

export interface FrameSummary {
  readonly p50: number;
  readonly p95: number;
  /** Fraction of dropped frames at 60 Hz. */
  readonly dropped: number;
}

/** Summarises frame intervals, in ms. */
export function summariseFrames(times: readonly number[]): FrameSummary {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const total = times.reduce((sum, time) => sum + time, 0);
  const wanted = Math.max(1, Math.round((total * framesPerSecond) / 1000));
  return { p50: at(0.5), p95: at(0.95), dropped: Math.max(0, 1 - times.length / wanted) };
}
