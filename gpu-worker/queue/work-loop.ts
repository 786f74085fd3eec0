import type { ReceivedMessage, TaskProtection } from '../ports.ts';
import { handleMessage } from './handle-message.ts';
import { invisibleSecondsFor } from './lease.ts';
import { pause } from './pause.ts';
import type { WorkerContext } from './run-attempt.ts';

const pauseAfterErrorMs = 5000;

export interface WorkLoop extends Omit<WorkerContext, 'onBeat'> {
  readonly protection: TaskProtection;
}

/**
 * Takes one message at a time, while the worker is fit to, until the shutdown signal; then resolves,
 * with nothing held any more.
 * @throws {WorkerUnfit} when the worker stays sick.
 */
export async function workLoop(loop: WorkLoop): Promise<void> {
  let errorsInTurn = 0;
  for (;;) {
    await loop.fitness.becomeFit(loop.shutdown);
    if (loop.shutdown.aborted) return;
    try {
      await takeOne(loop);
      errorsInTurn = 0;
    } catch (error) {
      if (loop.shutdown.aborted) return;
      loop.log.error({ err: error }, 'the queue or the table did not answer, trying again');
      errorsInTurn += 1;
      if (errorsInTurn > 1) loop.fitness.doubt();
      await pause(pauseAfterErrorMs, loop.shutdown);
    }
  }
}

async function takeOne(loop: WorkLoop): Promise<void> {
  const message = await loop.queue.receive(invisibleSecondsFor(loop.leaseSeconds), loop.shutdown);
  await loop.fitness.beat();
  if (message) await handleProtected(message, loop);
}

async function handleProtected(message: ReceivedMessage, loop: WorkLoop): Promise<void> {
  const { protection, fitness } = loop;
  await protection.hold();
  try {
    const onBeat = async (): Promise<void> => {
      await Promise.all([fitness.beat(), protection.hold()]);
    };
    await handleMessage(message, { ...loop, onBeat });
  } finally {
    await protection.release();
  }
}
