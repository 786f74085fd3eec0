import { withJitter } from './jitter.ts';

const baseSeconds = 3;
const arrivingSeconds = 1;
const maxArrivingPolls = 5;
const minHiddenSeconds = 15;
const maxSeconds = 30;

interface PollState {
  readonly hidden: boolean;
  /** Polls in a row that failed. */
  readonly failures: number;
  /** Polls in a row that found the upload not yet received. */
  readonly arrivingPolls?: number;
  /** What the server said with the last failure. */
  readonly retryAfterSeconds?: number | undefined;
}

/**
 * Seconds until the next poll of a job: exponential backoff after failures, slower in a hidden tab, and not
 * before a busy server allows it; after a failure the delay varies at random. Faster just after the upload,
 * because a song that was sent before is done within a second.
 */
export function pollDelaySeconds({
  hidden,
  failures,
  arrivingPolls = 0,
  retryAfterSeconds = 0,
}: PollState): number {
  const isArriving = failures === 0 && arrivingPolls > 0 && arrivingPolls <= maxArrivingPolls;
  const backoff = isArriving ? arrivingSeconds : Math.min(maxSeconds, baseSeconds * 2 ** failures);
  const delay = Math.max(backoff, retryAfterSeconds, hidden ? minHiddenSeconds : 0);
  return failures > 0 ? withJitter(delay) : delay;
}
