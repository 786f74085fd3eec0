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
}

/**
 * Seconds until the next poll of a job: exponential backoff after failures, slower in a hidden tab. Faster
 * just after the upload, because a song that was sent before is done within a second.
 */
export function pollDelaySeconds({ hidden, failures, arrivingPolls = 0 }: PollState): number {
  const isArriving = failures === 0 && arrivingPolls > 0 && arrivingPolls <= maxArrivingPolls;
  const delay = isArriving ? arrivingSeconds : Math.min(maxSeconds, baseSeconds * 2 ** failures);
  return hidden ? Math.max(minHiddenSeconds, delay) : delay;
}
