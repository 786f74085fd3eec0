import type { Random } from './random.ts';

/** Times of uploads that happen independently of each other, at a rate that changes. */
export function uploadsAtRate(
  random: Random,
  endSeconds: number,
  maxPerSecond: number,
  perSecondAt: (seconds: number) => number,
): Float64Array {
  const times: number[] = [];
  // Thinning (Lewis and Shedler 1979): draw at the highest rate, keep the share that the rate has then.
  let at = random.exponential(maxPerSecond);
  while (at < endSeconds) {
    if (random.fraction() * maxPerSecond < perSecondAt(at)) times.push(at);
    at += random.exponential(maxPerSecond);
  }
  return Float64Array.from(times);
}

/** This many uploads, evenly at random within a period. */
export function uploadsWithin(random: Random, count: number, seconds: number): Float64Array {
  return new Float64Array(count).map(() => random.fraction() * seconds).toSorted();
}
