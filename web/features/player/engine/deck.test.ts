import { expect, it } from 'vitest';
import { Deck } from './deck.ts';
import { PcmStore } from './pcm-store.ts';
import type { StereoBlock } from './sound-reader.ts';

const rateHz = 44_100;
/** 6 ms. */
const fadeFrames = 265;
const block = 128;

/** A deck of one stem that is 1 up to frame 5000 and −1 after it. */
function createDeck(): Deck {
  const store = new PcmStore(1);
  store.put(0, 0, [Float32Array.from({ length: 10_000 }, (_, i) => (i < 5000 ? 1 : -1))]);
  return new Deck(store, Float32Array.of(1), rateHz, block);
}

/** Renders the right channel block by block, from a position at a speed. */
function render(deck: Deck, blocks: number, position: number, speed = 1): number[] {
  return Array.from({ length: blocks }).flatMap((_, k) => {
    const stem: StereoBlock = [new Float32Array(block).fill(9), new Float32Array(block).fill(9)];
    deck.render([stem], 0, block, position + k * block * speed);
    return [...stem[1]];
  });
}

/** How far the fade has come in a frame: measured in the middle of it. */
const share = (frame: number) => Math.min(1, (frame + 0.5) / fadeFrames);

function expectClose(actual: readonly number[], expected: (frame: number) => number): void {
  for (const [frame, sample] of actual.entries()) expect(sample).toBeCloseTo(expected(frame), 5);
}

it('is silent before the first jump', () => {
  expect(render(createDeck(), 3, 0)).toEqual(Array(3 * block).fill(0));
});

it('fades in from silence over 6 ms', () => {
  const deck = createDeck();
  deck.jump(0, 1);
  expectClose(render(deck, 4, 0), share);
});

it('cross-fades from the continuation of the old sound to the new one', () => {
  const deck = createDeck();
  deck.jump(0, 1);
  render(deck, 4, 0);
  deck.jump(6000, 1);
  expectClose(render(deck, 4, 6000), (frame) => 1 - 2 * share(frame));
});

it('fades out to silence at speed 0', () => {
  const deck = createDeck();
  deck.jump(0, 1);
  render(deck, 4, 0);
  deck.jump(700, 0);
  expectClose(render(deck, 4, 700, 0), (frame) => 1 - share(frame));
});

it('a jump while the fade runs starts the fade again', () => {
  const deck = createDeck();
  deck.jump(0, 1);
  render(deck, 1, 0);
  deck.jump(6000, 1);
  expectClose(render(deck, 4, 6000), (frame) => 1 - 2 * share(frame));
});

it('the same speed changes nothing; another one cross-fades to stretched sound', () => {
  const deck = createDeck();
  deck.jump(0, 1);
  render(deck, 4, 0);
  deck.changeSpeed(6000, 1);
  expect(render(deck, 2, 512)).toEqual(Array(2 * block).fill(1));
  deck.changeSpeed(6000, 0.9);
  expectClose(render(deck, 4, 6000, 0.9), (frame) => 1 - 2 * share(frame));
});

it('stretched sound takes another speed without a fade, original speed and silence with one', () => {
  const stretched = () => {
    const deck = createDeck();
    deck.jump(0, 0.9);
    render(deck, 4, 0, 0.9);
    return deck;
  };
  const slower = stretched();
  slower.changeSpeed(6000, 0.8);
  expect(render(slower, 2, 461, 0.8)).toEqual(Array(2 * block).fill(1));
  const original = stretched();
  original.changeSpeed(6000, 1);
  expectClose(render(original, 4, 6000), (frame) => 1 - 2 * share(frame));
  const paused = stretched();
  paused.changeSpeed(461, 0);
  expectClose(render(paused, 4, 461, 0), (frame) => 1 - share(frame));
});

it('fills only its part of a block', () => {
  const deck = createDeck();
  deck.jump(0, 1);
  render(deck, 4, 0);
  deck.jump(6000, 1);
  const stem: StereoBlock = [new Float32Array(block).fill(9), new Float32Array(block).fill(9)];
  deck.render([stem], 10, 20, 6000);
  expect([stem[0][9], stem[0][30]]).toEqual([9, 9]);
  expect(stem[0][10]).toBeCloseTo(1 - 2 * share(0), 5);
  expect(stem[0][29]).toBeCloseTo(1 - 2 * share(19), 5);
});
