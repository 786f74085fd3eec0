import { withJitter } from './jitter.ts';

const baseSeconds = 3;
const arrivingSeconds = 1;
const maxArrivingPolls = 5;
const minHiddenSeconds = 10;
const maxSeconds = 30;
/** The socket asks by itself every 50 s; a poll only makes up for a socket that tells wrong things. */
const liveSeconds = 120;

interface PollState {
  readonly hidden: boolean;
  /** Polls in a row that failed. */
  readonly failures: number;
  /** Polls in a row that found the upload not yet received. */
  readonly arrivingPolls?: number;
  /** What the server said with the last failure. */
  readonly retryAfterSeconds?: number | undefined;
  /** Whether the socket tells of each change. */
  readonly isLive?: boolean;
}

/**
 * Seconds until the next poll of a job: exponential backoff after failures, slower in a hidden tab, rare
 * while the socket tells of each change, and not before a busy server allows it; after a failure the delay
 * varies at random. Faster just after the upload, because a song that was sent before is done within a
 * second.
 */
export function pollDelaySeconds({
  hidden,
  failures,
  arrivingPolls = 0,
  retryAfterSeconds = 0,
  isLive = false,
}: PollState): number {
  if (isLive && failures === 0) return liveSeconds;
  const isArriving = failures === 0 && arrivingPolls > 0 && arrivingPolls <= maxArrivingPolls;
  const backoff = isArriving ? arrivingSeconds : Math.min(maxSeconds, baseSeconds * 2 ** failures);
  const delay = Math.max(backoff, retryAfterSeconds, hidden ? minHiddenSeconds : 0);
  return failures > 0 ? withJitter(delay) : delay;
}
