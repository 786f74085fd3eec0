const maxBackoffSeconds = 60;

/** The delay after a number of failures: 2 s, doubled each time, up to a minute. */
export function backoffSeconds(failures: number): number {
  return Math.min(maxBackoffSeconds, 2 ** (failures + 1));
}

/** A delay that is up to a quarter longer, at random: pages that failed together do not return together. */
export function withJitter(seconds: number): number {
  return seconds * (1 + Math.random() / 4);
}
