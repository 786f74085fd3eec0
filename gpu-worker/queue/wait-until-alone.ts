import type { ReceivedMessage } from '../ports.ts';
import { heartbeatIntervalMs, invisibleSecondsFor } from './lease.ts';
import { pause } from './pause.ts';
import type { WorkerContext } from './run-attempt.ts';

/**
 * Waits until this worker has no song in flight, and keeps the message hidden meanwhile. The job is not
 * leased during the wait: a crash of the worker would count against it.
 * @returns `false` when the worker must not take a song any more: it stops or is unhealthy.
 */
export async function waitUntilAlone(
  message: ReceivedMessage,
  { inFlight, queue, health, shutdown, leaseSeconds }: WorkerContext,
): Promise<boolean> {
  while (inFlight.count > 0 && !shutdown.aborted && health.mayTakeSong) {
    await noneOrTimeout(inFlight, heartbeatIntervalMs(leaseSeconds), shutdown);
    await queue.hide(message, invisibleSecondsFor(leaseSeconds));
    await health.heartbeat();
  }
  return !shutdown.aborted && health.mayTakeSong;
}

async function noneOrTimeout(
  inFlight: WorkerContext['inFlight'],
  ms: number,
  shutdown: AbortSignal,
): Promise<void> {
  const none = new AbortController();
  void inFlight.whenNone().then(() => none.abort());
  await pause(ms, AbortSignal.any([none.signal, shutdown]));
}
