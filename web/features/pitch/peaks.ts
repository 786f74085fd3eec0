/** The peak level of a sound in each hundredth of a second, 0 to 1. */
export interface Peaks {
  readonly perSecond: number;
  readonly levels: Float32Array;
}

const perSecond = 100;

/** The peaks of silence. */
export function emptyPeaks(seconds: number): Peaks {
  return { perSecond, levels: new Float32Array(Math.ceil(seconds * perSecond)) };
}

/** Adds part of the sound to its peaks: its channels, which begin at `startFrame` of the song. */
export function addSound(
  { levels }: Peaks,
  channels: readonly Float32Array[],
  startFrame: number,
  sampleRateHz: number,
): void {
  const framesPerBucket = sampleRateHz / perSecond;
  for (const samples of channels) {
    for (let i = 0; i < samples.length; ) {
      const bucket = Math.floor((startFrame + i) / framesPerBucket);
      const end = Math.min(samples.length, Math.ceil((bucket + 1) * framesPerBucket) - startFrame);
      let level = levels[bucket] ?? 0;
      for (; i < end; i++) level = Math.max(level, Math.abs(samples[i] as number));
      if (bucket < levels.length) levels[bucket] = level;
    }
  }
}

/** The maximum level between two times; 0 outside the sound. */
export function levelBetween(peaks: Peaks, fromSeconds: number, toSeconds: number): number {
  const from = Math.max(0, Math.floor(fromSeconds * peaks.perSecond));
  const to = Math.min(
    peaks.levels.length,
    Math.max(from + 1, Math.ceil(toSeconds * peaks.perSecond)),
  );
  let level = 0;
  for (let i = from; i < to; i++) level = Math.max(level, peaks.levels[i] as number);
  return level;
}
