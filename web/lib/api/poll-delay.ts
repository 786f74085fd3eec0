const baseSeconds = 3;
const minHiddenSeconds = 10;
const maxSeconds = 30;
/** The socket asks by itself every 50 s; a poll only makes up for a socket that tells wrong things. */
const liveSeconds = 120;

/**
 * Seconds until the next poll of a job: exponential backoff after failures, slower in a hidden tab, and
 * rare while the socket tells of each change.
 */
export function pollDelaySeconds({
  hidden,
  failures,
  isLive,
}: {
  hidden: boolean;
  failures: number;
  isLive: boolean;
}): number {
  if (isLive && failures === 0) return liveSeconds;
  const delay = Math.min(maxSeconds, baseSeconds * 2 ** failures);
  return hidden ? Math.max(minHiddenSeconds, delay) : delay;
}
