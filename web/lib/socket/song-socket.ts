import type { JobView } from '@my-pitch/shared/api';
import type { JobId } from '@my-pitch/shared/ids';
import {
  type FollowRequest,
  type SocketMessage,
  socketMessageSchema,
} from '@my-pitch/shared/socket';
import {
  initialSocketState,
  isLive,
  nextStep,
  type SocketEffect,
  type SocketEvent,
} from './socket-state.ts';

/** An open or opening connection. */
export interface Connection {
  send(text: string): void;
  close(): void;
}

/** How the socket connects; the listener hears nothing more after `closed`. */
export type Connect = (listener: {
  readonly opened: () => void;
  readonly closed: () => void;
  readonly message: (text: string) => void;
}) => Connection;

export interface SongListener {
  /** A new view of the song. */
  readonly onView: (view: JobView) => void;
  /** The song's view has to be asked for now. */
  readonly onAsk: () => void;
  /** Whether each change will be told from now on. Not called before the first change from `false`. */
  readonly onLive: (isLive: boolean) => void;
}

/** One socket for all songs of a page. */
export class SongSocket {
  readonly #connect: Connect;
  readonly #random: () => number;
  /** For each song, its listeners and whether they know it as live. */
  readonly #listeners = new Map<JobId, Map<SongListener, boolean>>();
  #state = initialSocketState;
  #connection: Connection | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param random spreads the attempts of many pages to connect: 0 to 1. */
  constructor(connect: Connect, random: () => number = Math.random) {
    this.#connect = connect;
    this.#random = random;
  }

  /** Follows a song. @returns a function that ends it. */
  follow(jobId: JobId, listener: SongListener): () => void {
    const ofSong = this.#listeners.get(jobId) ?? new Map<SongListener, boolean>();
    this.#listeners.set(jobId, ofSong.set(listener, false));
    this.#step({ type: 'follow', jobId });
    return () => {
      ofSong.delete(listener);
      if (ofSong.size > 0 || this.#listeners.get(jobId) !== ofSong) return;
      this.#listeners.delete(jobId);
      this.#step({ type: 'unfollow', jobId });
    };
  }

  /** The page was shown, or the device is online again. */
  wake(): void {
    this.#step({ type: 'woken' });
  }

  /** The page is about to be frozen, or the device is offline. */
  suspend(): void {
    this.#step({ type: 'suspended' });
  }

  #step(event: SocketEvent): void {
    const { state, effects } = nextStep(this.#state, event);
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
    this.#tellLive();
  }

  #perform(effect: SocketEffect): void {
    switch (effect.type) {
      case 'open':
        this.#connection = this.#open();
        break;
      case 'close':
        this.#connection?.close();
        this.#connection = undefined;
        break;
      case 'ask': {
        const request: FollowRequest = { action: 'follow', jobId: effect.jobId };
        this.#connection?.send(JSON.stringify(request));
        break;
      }
      case 'timer':
        clearTimeout(this.#timer);
        this.#timer = setTimeout(
          () => this.#step({ type: 'timeout' }),
          effect.seconds * this.#spread() * 1000,
        );
        break;
      case 'no-timer':
        clearTimeout(this.#timer);
        break;
    }
  }

  /** Pages that lost their connections at the same time must not come back at the same time. */
  #spread(): number {
    return this.#state.phase === 'resting' ? 0.5 + this.#random() : 1;
  }

  #open(): Connection {
    const isCurrent = () => this.#connection === opened;
    const opened = this.#connect({
      opened: () => isCurrent() && this.#step({ type: 'opened' }),
      closed: () => isCurrent() && this.#step({ type: 'closed' }),
      message: (text) => isCurrent() && this.#hear(readMessage(text)),
    });
    return opened;
  }

  #hear(message: SocketMessage | undefined): void {
    const jobId = message?.type === 'view' ? message.view.jobId : message?.jobId;
    if (!message || !jobId) return;
    this.#step({ type: message.type === 'refused' ? 'refused' : 'told', jobId });
    for (const listener of this.#listeners.get(jobId)?.keys() ?? []) {
      if (message.type === 'view') listener.onView(message.view);
      else listener.onAsk();
    }
  }

  #tellLive(): void {
    for (const [jobId, ofSong] of this.#listeners) {
      const live = isLive(this.#state, jobId);
      for (const [listener, known] of ofSong) {
        if (known === live) continue;
        ofSong.set(listener, live);
        listener.onLive(live);
      }
    }
  }
}

/** `undefined` for what is no message, also one of a newer version or of the gateway itself. */
function readMessage(text: string): SocketMessage | undefined {
  try {
    return socketMessageSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
