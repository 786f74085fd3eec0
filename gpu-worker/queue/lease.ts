const heartbeatsPerLease = 3;

/** When a lease that is taken or renewed now expires, as an ISO instant. */
export function leaseUntil(nowMs: number, leaseSeconds: number): string {
  return new Date(nowMs + leaseSeconds * 1000).toISOString();
}

/**
 * How long a message stays hidden beside a lease: two seconds longer. After a crash the message then
 * comes back to a lease that has expired. Otherwise each crash would use up two receives.
 */
export function invisibleSecondsFor(leaseSeconds: number): number {
  return leaseSeconds + 2;
}

/** How often a lease and its message are renewed: three times in each lease. */
export function heartbeatIntervalMs(leaseSeconds: number): number {
  return (leaseSeconds * 1000) / heartbeatsPerLease;
}

/** The remaining time of a lease in whole seconds, rounded up; 0 once it has expired. */
export function remainingSeconds(expiresAt: string, nowMs: number): number {
  return Math.max(0, Math.ceil((Date.parse(expiresAt) - nowMs) / 1000));
}
