import type { EngineCommand } from '../engine/commands.ts';
import { pieceFrames } from '../engine/pcm-store.ts';
import type { StemSource } from './stem-source.ts';

export type SendToEngine = (command: EngineCommand, transfer?: Transferable[]) => void;

/** Pieces that are prefetched after the current one: half a minute. */
const prefetchedPieces = 10;
/** Memory for the decoded pieces of all stems; one piece of a stereo stem takes 1 MiB. */
const maxMebibytes = 160;

/**
 * Decodes the pieces around the current position and sends them to the engine. Evicts the farthest
 * pieces, so that memory does not grow with the length of the song.
 */
export class PieceCache {
  readonly #stems: readonly StemSource[];
  readonly #send: SendToEngine;
  readonly #pieceCount: number;
  readonly #maxPieces: number;
  readonly #cached = new Set<number>();
  readonly #pending = new Map<number, Deferred>();
  #wanted: readonly number[] = [];
  #isDecoding = false;
  #isClosed = false;

  constructor(stems: readonly StemSource[], send: SendToEngine) {
    this.#stems = stems;
    this.#send = send;
    this.#pieceCount = Math.ceil(Math.max(0, ...stems.map(({ frames }) => frames)) / pieceFrames);
    this.#maxPieces = Math.max(
      prefetchedPieces + 4,
      Math.floor(maxMebibytes / Math.max(1, stems.length)),
    );
  }

  /**
   * Sets the position of the song and the start of its loop, in frames, and decodes what is missing
   * there: first the piece at the position, then the loop's start, then what follows.
   * @returns when the piece at the position is decoded.
   * @throws {DOMException} when that piece cannot be decoded.
   */
  moveTo(frame: number, loopStart?: number): Promise<void> {
    const here = this.#pieceAt(frame);
    const loop = loopStart === undefined ? [] : [this.#pieceAt(loopStart)];
    const following = Array.from({ length: prefetchedPieces }, (_, i) => here + 1 + i);
    const all = [
      here,
      here + 1,
      ...loop,
      ...loop.map((piece) => piece + 1),
      ...following,
      here - 1,
    ];
    this.#wanted = [...new Set(all)].filter((piece) => piece >= 0 && piece < this.#pieceCount);
    void this.#decodeMissing();
    return this.#whenCached(here);
  }

  /** Stops decoding. */
  close(): void {
    this.#isClosed = true;
  }

  #pieceAt(frame: number): number {
    return Math.min(this.#pieceCount - 1, Math.max(0, Math.floor(frame / pieceFrames)));
  }

  #whenCached(piece: number): Promise<void> {
    if (this.#pieceCount === 0 || this.#cached.has(piece)) return Promise.resolve();
    const pending = this.#pending.get(piece) ?? createDeferred();
    this.#pending.set(piece, pending);
    return pending.promise;
  }

  async #decodeMissing(): Promise<void> {
    if (this.#isDecoding) return;
    this.#isDecoding = true;
    try {
      let piece = this.#nextMissing();
      while (piece !== undefined) {
        await this.#load(piece);
        piece = this.#nextMissing();
      }
    } finally {
      this.#isDecoding = false;
    }
  }

  #nextMissing(): number | undefined {
    return this.#isClosed ? undefined : this.#wanted.find((piece) => !this.#cached.has(piece));
  }

  async #load(piece: number): Promise<void> {
    try {
      const decoded = await Promise.all(this.#stems.map((stem) => stem.decode(piece)));
      if (this.#isClosed) return;
      for (const [stem, channels] of decoded.entries()) {
        const transfer = channels.map(({ buffer }) => buffer);
        this.#send({ type: 'piece', stem, piece, channels }, transfer);
      }
      this.#pending.get(piece)?.resolve();
    } catch (cause) {
      // No retry: the piece stays silent, and its pending promise rejects.
      this.#pending.get(piece)?.reject(cause);
    }
    this.#pending.delete(piece);
    this.#cached.add(piece);
    this.#evictFarthest();
  }

  #evictFarthest(): void {
    const here = this.#wanted[0] ?? 0;
    while (this.#cached.size > this.#maxPieces) {
      const spare = [...this.#cached].filter((piece) => !this.#wanted.includes(piece));
      const farthest = spare.sort((a, b) => Math.abs(b - here) - Math.abs(a - here))[0];
      if (farthest === undefined) return;
      this.#cached.delete(farthest);
      for (const stem of this.#stems.keys()) this.#send({ type: 'drop', stem, piece: farthest });
    }
  }
}

interface Deferred {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

/** `Promise.withResolvers`, which the oldest supported browsers lack. */
function createDeferred(): Deferred {
  let resolve: Deferred['resolve'] = () => undefined;
  let reject: Deferred['reject'] = () => undefined;
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
