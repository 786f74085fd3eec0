import { setTimeout as sleep } from 'node:timers/promises';
import type { JobId } from '@my-pitch/shared/ids';
import { type SocketMessage, socketMessageSchema, socketPath } from '@my-pitch/shared/socket';

/** A socket of a page, which records what it receives. */
export class SocketClient {
  readonly received: SocketMessage[] = [];
  /** When the latest message arrived, on the clock of `performance.now()`. */
  lastMessageMs = Number.NaN;
  readonly #socket: WebSocket;
  readonly #opened: Promise<void>;

  constructor(webUrl: string) {
    this.#socket = new WebSocket(`${webUrl.replace(/^http/, 'ws')}${socketPath}`);
    this.#socket.addEventListener('message', ({ data }) => {
      this.lastMessageMs = performance.now();
      this.received.push(socketMessageSchema.parse(JSON.parse(String(data))));
    });
    this.#opened = new Promise((resolve, reject) => {
      this.#socket.addEventListener('open', () => resolve());
      this.#socket.addEventListener('error', () => reject(new Error('The socket did not open')));
    });
  }

  /** Resolves with this client when the connection is open. */
  async open(): Promise<this> {
    await this.#opened;
    return this;
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  /** Follows a job and returns the answer. */
  async follow(jobId: JobId, withinSeconds?: number): Promise<SocketMessage> {
    this.send(JSON.stringify({ action: 'follow', jobId }));
    return this.next(withinSeconds);
  }

  /** Takes the oldest message that was not taken yet. */
  async next(withinSeconds = 20): Promise<SocketMessage> {
    const deadline = Date.now() + withinSeconds * 1000;
    for (;;) {
      const message = this.received.shift();
      if (message) return message;
      if (Date.now() > deadline) throw new Error('No message has come');
      await sleep(10);
    }
  }

  close(): void {
    this.#socket.close();
  }
}
