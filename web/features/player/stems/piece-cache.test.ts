import { expect, test } from 'vitest';
import type { EngineCommand } from '../engine/commands.ts';
import { pieceFrames } from '../engine/pcm-store.ts';
import { PieceKeeper } from './piece-keeper.ts';
import type { StemSource } from './stem-source.ts';

/** A long mono stem that remembers what it was asked for. */
function stemOf(pieces: number, decoded: number[] = []): StemSource {
  return {
    frames: pieces * pieceFrames,
    decode: async (piece) => {
      decoded.push(piece);
      return [Float32Array.of(piece)];
    },
  };
}

/** What the engine has in its hands. */
function engine() {
  const has = new Set<number>();
  const send = (command: EngineCommand) => {
    if (command.type === 'piece') has.add(command.piece);
    if (command.type === 'drop') has.delete(command.piece);
  };
  return { has, send };
}

test('the place itself comes first, then the loop’s start, then what follows', async () => {
  const decoded: number[] = [];
  const { send } = engine();
  const keeper = new PieceKeeper([stemOf(100, decoded)], send);
  await keeper.moveTo(50.5 * pieceFrames, 20 * pieceFrames);
  expect(decoded[0]).toBe(50);
  await expect.poll(() => decoded.length).toBe(14);
  expect(decoded.slice(0, 5)).toEqual([50, 51, 20, 21, 52]);
});

test('a jump while pieces are being decoded is served next', async () => {
  const decoded: number[] = [];
  const keeper = new PieceKeeper([stemOf(100, decoded)], engine().send);
  void keeper.moveTo(0);
  await keeper.moveTo(70 * pieceFrames);
  expect(decoded).toEqual([0, 70]);
});

test('memory is bounded: the farthest pieces go, what is near and ahead stays', async () => {
  const { has, send } = engine();
  const keeper = new PieceKeeper([stemOf(400), stemOf(400), stemOf(400), stemOf(400)], send);
  for (let piece = 0; piece < 300; piece += 5) await keeper.moveTo(piece * pieceFrames);
  await expect.poll(() => has.has(305)).toBe(true);
  expect(has.size).toBeLessThanOrEqual(40);
  expect(has.has(295)).toBe(true);
  expect(Math.min(...has)).toBeGreaterThan(100);
});

test('a piece that cannot be decoded is told, and the rest still comes', async () => {
  const { has, send } = engine();
  const broken: StemSource = {
    frames: 3 * pieceFrames,
    decode: async (piece) => {
      if (piece === 0) throw new Error('broken');
      return [Float32Array.of(piece)];
    },
  };
  const keeper = new PieceKeeper([broken], send);
  await expect(keeper.moveTo(0)).rejects.toThrow('broken');
  await expect.poll(() => has.has(1)).toBe(true);
});
