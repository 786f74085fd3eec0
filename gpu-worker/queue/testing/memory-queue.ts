import type { JobId } from '@my-pitch/shared/ids';
import { composeJobMessage } from '@my-pitch/shared/messages';
import type { JobQueue, ReceivedMessage } from '../../ports.ts';
import { pause } from '../pause.ts';

const pollSeconds = 20;
const checkIntervalMs = 100;

interface StoredMessage {
  readonly messageId: string;
  readonly body: string;
  receiveCount: number;
  visibleAtMs: number;
}

/** A queue in memory, with visibility timeouts and long polls, for any number of workers. */
export class MemoryQueue implements JobQueue {
  readonly #messages: StoredMessage[] = [];
  #sent = 0;

  /** @returns the message's id. */
  send(jobId: JobId): string {
    this.#sent += 1;
    const messageId = `message-${this.#sent}`;
    const body = composeJobMessage({ jobId });
    this.#messages.push({ messageId, body, receiveCount: 0, visibleAtMs: 0 });
    return messageId;
  }

  /** The ids of the messages that were not deleted yet. */
  get messageIds(): readonly string[] {
    return this.#messages.map(({ messageId }) => messageId);
  }

  /** The ids of the messages that a poll would receive now. */
  get visibleIds(): readonly string[] {
    return this.#messages.filter(isVisible).map(({ messageId }) => messageId);
  }

  async receive(
    invisibleSeconds: number,
    signal: AbortSignal,
  ): Promise<ReceivedMessage | undefined> {
    const endMs = Date.now() + pollSeconds * 1000;
    while (Date.now() < endMs) {
      signal.throwIfAborted();
      const message = this.#messages.find(isVisible);
      if (message) {
        message.receiveCount += 1;
        message.visibleAtMs = Date.now() + invisibleSeconds * 1000;
        return { ...message, receiptHandle: `receipt-${message.receiveCount}` };
      }
      await pause(checkIntervalMs, signal);
    }
    return undefined;
  }

  async hide({ messageId }: ReceivedMessage, seconds: number): Promise<void> {
    const message = this.#messages.find((stored) => stored.messageId === messageId);
    if (message) message.visibleAtMs = Date.now() + seconds * 1000;
  }

  async delete({ messageId }: ReceivedMessage): Promise<void> {
    const index = this.#messages.findIndex((stored) => stored.messageId === messageId);
    if (index >= 0) this.#messages.splice(index, 1);
  }

  async check(): Promise<void> {}
}

function isVisible({ visibleAtMs }: StoredMessage): boolean {
  return visibleAtMs <= Date.now();
}
