import type { ReceivedMessage, TaskProtection } from '../ports.ts';
import { handleMessage, type WorkerContext } from './handle-message.ts';
import { invisibleSecondsFor } from './lease.ts';

const pauseAfterErrorMs = 5000;

export interface WorkLoop extends WorkerContext {
  readonly protection: TaskProtection;
}

/** Takes one message at a time until the shutdown signal; then resolves, with nothing held any more. */
export async function workLoop(loop: WorkLoop): Promise<void> {
  while (!loop.shutdown.aborted) {
    try {
      const message = await loop.queue.receive(
        invisibleSecondsFor(loop.leaseSeconds),
        loop.shutdown,
      );
      await loop.onBeat();
      if (message) await handleProtected(message, loop);
    } catch (error) {
      if (loop.shutdown.aborted) return;
      loop.log.error({ err: error }, 'the queue or the table did not answer, trying again');
      await pause(loop.shutdown);
    }
  }
}

async function handleProtected(message: ReceivedMessage, loop: WorkLoop): Promise<void> {
  const { protection } = loop;
  await protection.hold();
  try {
    const onBeat = async (): Promise<void> => {
      await Promise.all([loop.onBeat(), protection.hold()]);
    };
    await handleMessage(message, { ...loop, onBeat });
  } finally {
    await protection.release();
  }
}

/** Waits a moment, which the shutdown cuts short. */
function pause(shutdown: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, pauseAfterErrorMs);
    const cutShort = (): void => {
      clearTimeout(timer);
      resolve();
    };
    shutdown.addEventListener('abort', cutShort, { once: true });
  });
}
