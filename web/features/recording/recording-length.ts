/**
 * The worker refuses what is longer by one sample. Encoders fill up their last block, and timers of a
 * hidden tab come once a second.
 */
const marginSeconds = 2;

/** Whether a recording of this length must end now to be no longer than a song may be. */
export function isFullAt(seconds: number, maxSeconds: number): boolean {
  return seconds >= maxSeconds - marginSeconds;
}
