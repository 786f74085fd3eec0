import { withJitter } from './jitter.ts';

const baseSeconds = 3;
const minHiddenSeconds = 15;
const maxSeconds = 30;

/**
 * Seconds until the next poll of a job: exponential backoff after failures, slower in a hidden tab, and not
 * before a busy server allows it. After a failure the delay varies at random.
 */
export function pollDelaySeconds({
  hidden,
  failures,
  retryAfterSeconds = 0,
}: {
  hidden: boolean;
  failures: number;
  /** What the server said with the last failure. */
  retryAfterSeconds?: number | undefined;
}): number {
  const backoff = Math.min(maxSeconds, baseSeconds * 2 ** failures);
  const delay = Math.max(backoff, retryAfterSeconds, hidden ? minHiddenSeconds : 0);
  return failures > 0 ? withJitter(delay) : delay;
}
