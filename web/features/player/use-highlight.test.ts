import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { type FakeSymbol, fakeFrames, fakeSheet, symbolAt } from './testing/fake-sheet.ts';
import { useHighlight } from './use-highlight.ts';
import type { PlayerControls } from './use-player.ts';

/** Two notes of one second, the second one after a rest of one second. */
const timeline = [0, 2].map((second) => ({
  startSeconds: second,
  endSeconds: second + 1,
  elementId: `note at ${second}`,
  sungNote: second,
}));

let frames: ReturnType<typeof fakeFrames>;
beforeEach(() => {
  frames = fakeFrames();
  stubWindow({ globals: frames.globals });
});
afterEach(() => vi.unstubAllGlobals());

async function play(symbols: Record<string, FakeSymbol>) {
  const drawn = fakeSheet(symbols);
  const song = { seconds: 0 };
  const player = { position: () => song.seconds } as PlayerControls;
  const hook = await renderHook(() => useHighlight({ sheet: drawn.sheet, timeline, player }));
  const marked = () =>
    Object.entries(symbols).flatMap(([id, { classes }]) => (classes.has('is-current') ? [id] : []));
  /** The marked notes in the first frame at a time. */
  const at = (seconds: number) => {
    song.seconds = seconds;
    frames.paint();
    return marked();
  };
  return { ...drawn, hook, at };
}

it('marks the note that is audible, and none in a rest', async () => {
  const symbols = { 'note at 0': symbolAt(0), 'note at 2': symbolAt(0) };
  const { at, hook } = await play(symbols);
  expect(at(0.5)).toEqual(['note at 0']);
  expect(hook.current()).toBe(symbols['note at 0']);
  expect(at(1.5)).toEqual([]);
  expect(hook.current()).toBeUndefined();
  expect(at(2.5)).toEqual(['note at 2']);
  expect(at(0)).toEqual(['note at 0']);
});

it('marks a note again after its row was redrawn', async () => {
  const { at, symbols } = await play({ 'note at 0': symbolAt(0) });
  at(0.5);
  symbols['note at 0'] = symbolAt(0);
  expect(at(0.6)).toEqual(['note at 0']);
});

it('leaves the class of a marked note to other parts of the page', async () => {
  const { at, symbols } = await play({ 'note at 0': symbolAt(0) });
  at(0.5);
  symbols['note at 0']?.classes.clear();
  expect(at(0.6)).toEqual([]);
});

it('finds the row of a note that is not drawn', async () => {
  const { at, hook, rows } = await play({});
  const row = symbolAt(900);
  rows['note at 2'] = row;
  at(2);
  expect(hook.current()).toBe(row);
});

it('waits for the sheet', async () => {
  const { at, hook, sheet } = await play({ 'note at 0': symbolAt(0) });
  sheet.current = null;
  expect(at(0.5)).toEqual([]);
  expect(hook.current()).toBeUndefined();
});

it('asks for no frame after the page was left', async () => {
  const { hook } = await play({});
  expect(frames.paint()).toBe(1);
  await hook.unmount();
  expect(frames.paint()).toBe(0);
});
