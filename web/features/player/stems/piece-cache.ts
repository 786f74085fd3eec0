import type { EngineCommand } from '../engine/commands.ts';
import { pieceFrames } from '../engine/pcm-store.ts';
import type { StemSource } from './stem-source.ts';

export type SendToEngine = (command: EngineCommand, transfer?: Transferable[]) => void;

/** Pieces ahead of the song that are decoded in advance: half a minute. */
const ahead = 10;
/** What the decoded pieces of all stems may take together; a piece of a stereo stem takes 1 MiB. */
const budgetMebibytes = 160;

/**
 * Keeps the pieces around the song's place decoded and in the engine's hands, and takes the farthest
 * away again, so that memory does not grow with the song.
 */
export class PieceKeeper {
  private readonly stems: readonly StemSource[];
  private readonly send: SendToEngine;
  private readonly pieceCount: number;
  private readonly most: number;
  private readonly kept = new Set<number>();
  private readonly waiting = new Map<number, Waiting>();
  private wanted: readonly number[] = [];
  private isWorking = false;
  private isClosed = false;

  constructor(stems: readonly StemSource[], send: SendToEngine) {
    this.stems = stems;
    this.send = send;
    this.pieceCount = Math.ceil(Math.max(0, ...stems.map(({ frames }) => frames)) / pieceFrames);
    this.most = Math.max(ahead + 4, Math.floor(budgetMebibytes / Math.max(1, stems.length)));
  }

  /**
   * Says where the song is, in frames, and where it may jump to: what is there is decoded next.
   * @returns when the place itself is ready to be heard.
   * @throws {DOMException} when it cannot be decoded.
   */
  moveTo(frame: number, loopStart?: number): Promise<void> {
    const here = this.pieceAt(frame);
    const loop = loopStart === undefined ? [] : [this.pieceAt(loopStart)];
    const coming = Array.from({ length: ahead }, (_, i) => here + 1 + i);
    const all = [here, here + 1, ...loop, ...loop.map((piece) => piece + 1), ...coming, here - 1];
    this.wanted = [...new Set(all)].filter((piece) => piece >= 0 && piece < this.pieceCount);
    void this.work();
    return this.whenKept(here);
  }

  close(): void {
    this.isClosed = true;
  }

  private pieceAt(frame: number): number {
    return Math.min(this.pieceCount - 1, Math.max(0, Math.floor(frame / pieceFrames)));
  }

  private whenKept(piece: number): Promise<void> {
    if (this.pieceCount === 0 || this.kept.has(piece)) return Promise.resolve();
    const waiting = this.waiting.get(piece) ?? startWaiting();
    this.waiting.set(piece, waiting);
    return waiting.promise;
  }

  private async work(): Promise<void> {
    if (this.isWorking) return;
    this.isWorking = true;
    try {
      let piece = this.nextMissing();
      while (piece !== undefined) {
        await this.bring(piece);
        piece = this.nextMissing();
      }
    } finally {
      this.isWorking = false;
    }
  }

  private nextMissing(): number | undefined {
    return this.isClosed ? undefined : this.wanted.find((piece) => !this.kept.has(piece));
  }

  private async bring(piece: number): Promise<void> {
    try {
      const decoded = await Promise.all(this.stems.map((stem) => stem.decode(piece)));
      if (this.isClosed) return;
      for (const [stem, channels] of decoded.entries()) {
        const transfer = channels.map(({ buffer }) => buffer);
        this.send({ type: 'piece', stem, piece, channels }, transfer);
      }
      this.waiting.get(piece)?.resolve();
    } catch (cause) {
      // Tried once: what cannot be decoded stays silent, and whoever waits for it is told.
      this.waiting.get(piece)?.reject(cause);
    }
    this.waiting.delete(piece);
    this.kept.add(piece);
    this.dropFarthest();
  }

  private dropFarthest(): void {
    const here = this.wanted[0] ?? 0;
    while (this.kept.size > this.most) {
      const spare = [...this.kept].filter((piece) => !this.wanted.includes(piece));
      const farthest = spare.sort((a, b) => Math.abs(b - here) - Math.abs(a - here))[0];
      if (farthest === undefined) return;
      this.kept.delete(farthest);
      for (const stem of this.stems.keys()) this.send({ type: 'drop', stem, piece: farthest });
    }
  }
}

interface Waiting {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

/** `Promise.withResolvers`, which phones of a few years ago do not have. */
function startWaiting(): Waiting {
  let resolve: Waiting['resolve'] = () => undefined;
  let reject: Waiting['reject'] = () => undefined;
  const promise = new Promise<void>((resolved, rejected) => {
    resolve = resolved;
    reject = rejected;
  });
  return { promise, resolve, reject };
}
