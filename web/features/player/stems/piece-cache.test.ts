import { describe, expect, it } from 'vitest';
import type { EngineCommand } from '../engine/commands.ts';
import { pieceFrames } from '../engine/pcm-store.ts';
import { PieceCache } from './piece-cache.ts';
import type { StemSource } from './stem-source.ts';

/** A long mono stem that records which pieces were decoded. */
function stemOf(pieces: number, decoded: number[] = []): StemSource {
  return {
    frames: pieces * pieceFrames,
    decode: async (piece) => {
      decoded.push(piece);
      return [Float32Array.of(piece)];
    },
  };
}

/** Records which pieces the engine holds. */
function engine() {
  const has = new Set<number>();
  const send = (command: EngineCommand) => {
    if (command.type === 'piece') has.add(command.piece);
    if (command.type === 'drop') has.delete(command.piece);
  };
  return { has, send };
}

/** Waits until nothing is left to decode. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  await new Promise((resolve) => setTimeout(resolve, 0));
}

const sorted = (pieces: Iterable<number>) => [...pieces].sort((a, b) => a - b);
const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe('order of decoding', () => {
  it('is the current piece, the loop’s start, ten pieces ahead, then the one before', async () => {
    const decoded: number[] = [];
    const cache = new PieceCache([stemOf(100, decoded)], engine().send);
    await cache.moveTo(50.5 * pieceFrames, 20 * pieceFrames);
    expect(decoded[0]).toBe(50);
    await settle();
    expect(decoded).toEqual([50, 51, 20, 21, ...range(52, 60), 49]);
  });

  it('puts a jump before everything that was wanted earlier', async () => {
    const decoded: number[] = [];
    const cache = new PieceCache([stemOf(100, decoded)], engine().send);
    void cache.moveTo(0);
    await cache.moveTo(70 * pieceFrames);
    expect(decoded).toEqual([0, 70]);
  });

  it('stays within the song', async () => {
    const decoded: number[] = [];
    const cache = new PieceCache([stemOf(2.5, decoded)], engine().send);
    await cache.moveTo(-1);
    await cache.moveTo(99 * pieceFrames);
    await settle();
    expect(decoded).toEqual([0, 2, 1]);
  });

  it('decodes no piece twice', async () => {
    const decoded: number[] = [];
    const cache = new PieceCache([stemOf(3, decoded)], engine().send);
    await Promise.all([cache.moveTo(0), cache.moveTo(0), cache.moveTo(pieceFrames)]);
    await settle();
    await cache.moveTo(0);
    await settle();
    expect(sorted(decoded)).toEqual([0, 1, 2]);
  });

  it('is ready at once for a song without stems', async () => {
    const { has, send } = engine();
    await new PieceCache([], send).moveTo(0);
    expect(has.size).toBe(0);
  });
});

it('transfers the samples of every stem, up to the longest stem', async () => {
  const sent: { command: EngineCommand; transfer: Transferable[] | undefined }[] = [];
  const stereo: StemSource = {
    frames: 2 * pieceFrames,
    decode: async (piece) => [Float32Array.of(piece), Float32Array.of(piece + 0.5)],
  };
  const cache = new PieceCache([stemOf(1), stereo], (command, transfer) => {
    sent.push({ command, transfer });
  });
  await cache.moveTo(pieceFrames);
  await settle();
  expect(sent.map(({ command }) => command)).toEqual([
    { type: 'piece', stem: 0, piece: 1, channels: [Float32Array.of(1)] },
    { type: 'piece', stem: 1, piece: 1, channels: [Float32Array.of(1), Float32Array.of(1.5)] },
    { type: 'piece', stem: 0, piece: 0, channels: [Float32Array.of(0)] },
    { type: 'piece', stem: 1, piece: 0, channels: [Float32Array.of(0), Float32Array.of(0.5)] },
  ]);
  for (const { command, transfer } of sent) {
    if (command.type !== 'piece') continue;
    expect(transfer).toEqual(command.channels.map(({ buffer }) => buffer));
  }
});

describe('memory', () => {
  it('holds 160 pieces of a single stem, 40 of each of four', async () => {
    for (const [stems, pieces] of [
      [1, 160],
      [4, 40],
    ] as const) {
      const { has, send } = engine();
      const cache = new PieceCache(Array(stems).fill(stemOf(400)), send);
      for (let piece = 0; piece < 300; piece += 5) {
        await cache.moveTo(piece * pieceFrames);
        await settle();
      }
      // The last position was piece 295; ten pieces after it are prefetched.
      expect(sorted(has)).toEqual(range(306 - pieces, 305));
    }
  });

  it('never evicts what is wanted now, however many stems there are', async () => {
    const { has, send } = engine();
    const cache = new PieceCache(Array(40).fill(stemOf(100)), send);
    await cache.moveTo(0);
    await settle();
    await cache.moveTo(50 * pieceFrames, 20 * pieceFrames);
    await settle();
    expect(sorted(has)).toEqual([20, 21, ...range(49, 60)]);
  });

  it('evicts the farthest piece first, before or after the position', async () => {
    const { has, send } = engine();
    // Room for 14 pieces.
    const cache = new PieceCache(Array(40).fill(stemOf(100)), send);
    await cache.moveTo(30 * pieceFrames);
    await settle();
    expect(sorted(has)).toEqual(range(29, 40));
    await cache.moveTo(26 * pieceFrames);
    await settle();
    expect(sorted(has)).toEqual(range(25, 38));
  });

  it('is released in every stem', async () => {
    const drops: number[] = [];
    const cache = new PieceCache(Array(40).fill(stemOf(100)), (command) => {
      if (command.type === 'drop' && command.piece === 0) drops.push(command.stem);
    });
    await cache.moveTo(0);
    await settle();
    await cache.moveTo(50 * pieceFrames);
    await settle();
    expect(drops).toEqual(range(0, 39));
  });
});

it('reports a piece that cannot be decoded, and decodes the others', async () => {
  const { has, send } = engine();
  let attempts = 0;
  const broken: StemSource = {
    frames: 3 * pieceFrames,
    decode: async (piece) => {
      if (piece > 0) return [Float32Array.of(piece)];
      attempts += 1;
      throw new Error('broken');
    },
  };
  const cache = new PieceCache([broken], send);
  await expect(cache.moveTo(0)).rejects.toThrow('broken');
  await settle();
  expect(sorted(has)).toEqual([1, 2]);
  // The piece stays silent: it is not tried again.
  await cache.moveTo(0);
  expect(attempts).toBe(1);
});

it('sends nothing after it is closed', async () => {
  const decoded: number[] = [];
  const { has, send } = engine();
  const cache = new PieceCache([stemOf(100, decoded)], send);
  void cache.moveTo(0);
  cache.close();
  await settle();
  expect(decoded).toEqual([0]);
  expect(has.size).toBe(0);
});
