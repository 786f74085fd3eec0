/** When a lease taken or renewed now runs out, as an ISO instant. */
export function leaseUntil(nowMs: number, leaseSeconds: number): string {
  return new Date(nowMs + leaseSeconds * 1000).toISOString();
}

/**
 * How long a message stays invisible beside a lease: a little longer, so that after a crash it
 * comes back to a lease that has run out. Else every crash would use up two of its receives.
 */
export function invisibleSecondsFor(leaseSeconds: number): number {
  return leaseSeconds + 2;
}

/** What is left of a lease, in whole seconds rounded up; 0 when it has run out. */
export function remainingSeconds(expiresAt: string, nowMs: number): number {
  return Math.max(0, Math.ceil((Date.parse(expiresAt) - nowMs) / 1000));
}
