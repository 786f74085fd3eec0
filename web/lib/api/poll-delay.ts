const baseSeconds = 3;
const minHiddenSeconds = 15;
const maxSeconds = 30;

/** Seconds until the next poll of a job: exponential backoff after failures, slower in a hidden tab. */
export function pollDelaySeconds({
  hidden,
  failures,
}: {
  hidden: boolean;
  failures: number;
}): number {
  const delay = Math.min(maxSeconds, baseSeconds * 2 ** failures);
  return hidden ? Math.max(minHiddenSeconds, delay) : delay;
}
