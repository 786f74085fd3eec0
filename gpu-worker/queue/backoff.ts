const firstRetryDelaySeconds = 2;
const maxRetryDelaySeconds = 300;
const maxPauseSeconds = 300;
const firstTakeDelaySeconds = 5;
const maxTakeDelaySeconds = 90;

/**
 * How long a message stays hidden after a failed attempt: 2 s after the first receive, doubled with
 * each further receive, 5 minutes at most.
 */
export function retryDelaySeconds(receiveCount: number): number {
  return exponential(firstRetryDelaySeconds, receiveCount - 1, maxRetryDelaySeconds);
}

/** How long an unhealthy worker pauses before its next self-probe. */
export function probePauseSeconds(firstSeconds: number, pausesBefore: number): number {
  return exponential(firstSeconds, pausesBefore, maxPauseSeconds);
}

/** How long a take stays hidden while its original is in work. Shorter than a retry: an original is done soon. */
export function takeDelaySeconds(receiveCount: number): number {
  return exponential(firstTakeDelaySeconds, receiveCount - 1, maxTakeDelaySeconds);
}

function exponential(firstSeconds: number, doublings: number, maxSeconds: number): number {
  return Math.min(maxSeconds, firstSeconds * 2 ** doublings);
}
