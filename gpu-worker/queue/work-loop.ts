import type { ReceivedMessage, TaskProtection } from '../ports.ts';
import { handleMessage } from './handle-message.ts';
import { invisibleSecondsFor } from './lease.ts';
import { pause } from './pause.ts';
import type { WorkerContext } from './run-attempt.ts';

const pauseAfterErrorMs = 5000;

export interface WorkLoop extends Omit<WorkerContext, 'onHeartbeat'> {
  readonly protection: TaskProtection;
}

/**
 * Handles one message at a time while the worker is healthy. Resolves after the shutdown signal, when
 * no job is leased any more.
 * @throws {WorkerUnhealthy} when the worker stays unhealthy.
 */
export async function workLoop(loop: WorkLoop): Promise<void> {
  let errorsInARow = 0;
  for (;;) {
    await loop.health.waitUntilHealthy(loop.shutdown);
    if (loop.shutdown.aborted) return;
    try {
      await pollOnce(loop);
      errorsInARow = 0;
    } catch (error) {
      if (loop.shutdown.aborted) return;
      loop.log.error({ err: error }, 'the queue or the table did not answer, trying again');
      errorsInARow += 1;
      if (errorsInARow > 1) loop.health.requireProbe();
      await pause(pauseAfterErrorMs, loop.shutdown);
    }
  }
}

async function pollOnce(loop: WorkLoop): Promise<void> {
  const message = await loop.queue.receive(invisibleSecondsFor(loop.leaseSeconds), loop.shutdown);
  await loop.health.heartbeat();
  if (message) await handleProtected(message, loop);
}

async function handleProtected(message: ReceivedMessage, loop: WorkLoop): Promise<void> {
  const { protection, health } = loop;
  await protection.enable();
  try {
    const onHeartbeat = async (): Promise<void> => {
      await Promise.all([health.heartbeat(), protection.enable()]);
    };
    await handleMessage(message, { ...loop, onHeartbeat });
  } finally {
    await protection.disable();
  }
}
