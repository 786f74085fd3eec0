import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import type { Loop } from './song-player.ts';
import { fakeFrames, fakeSheet, symbolAt } from './testing/fake-sheet.ts';
import { useLoopMark } from './use-loop-mark.ts';

/** Three notes of one second each. */
const timeline = ['a', 'b', 'c'].map((elementId, second) => ({
  startSeconds: second,
  endSeconds: second + 1,
  elementId,
  sungNote: second,
}));

let frames: ReturnType<typeof fakeFrames>;
beforeEach(() => {
  frames = fakeFrames();
  stubWindow({ globals: frames.globals });
});
afterEach(() => vi.unstubAllGlobals());

async function loopOver(first: Loop | undefined) {
  const drawn = fakeSheet({ a: symbolAt(0), b: symbolAt(0), c: symbolAt(0) });
  let loop = first;
  const hook = await renderHook(() => useLoopMark(drawn.sheet, timeline, loop));
  const change = async (next: Loop | undefined) => {
    loop = next;
    await hook.rerender();
  };
  /** The marked notes after the next frame. */
  const marked = () => {
    frames.paint();
    return Object.entries(drawn.symbols).flatMap(([id, { classes }]) =>
      classes.has('is-looped') ? [id] : [],
    );
  };
  return { ...drawn, hook, change, marked };
}

it('marks the notes of the loop, and of no other', async () => {
  const { change, marked } = await loopOver({ startSeconds: 0, endSeconds: 2 });
  expect(marked()).toEqual(['a', 'b']);
  await change({ startSeconds: 1, endSeconds: 3 });
  expect(marked()).toEqual(['b', 'c']);
  await change(undefined);
  expect(marked()).toEqual([]);
});

it('marks no note without a loop', async () => {
  expect((await loopOver(undefined)).marked()).toEqual([]);
});

it('marks a note again after its row was redrawn, and skips one that is not drawn', async () => {
  const { symbols, marked } = await loopOver({ startSeconds: 0, endSeconds: 2 });
  delete symbols.b;
  expect(marked()).toEqual(['a']);
  symbols.a = symbolAt(0);
  symbols.b = symbolAt(0);
  expect(marked()).toEqual(['a', 'b']);
});

it('marks each drawing of a note once', async () => {
  const { symbols, marked } = await loopOver({ startSeconds: 0, endSeconds: 1 });
  expect(marked()).toEqual(['a']);
  symbols.a?.classes.clear();
  expect(marked()).toEqual([]);
});

it('waits for the sheet, and unmarks the notes when the page is left', async () => {
  const { sheet, hook, marked } = await loopOver({ startSeconds: 0, endSeconds: 1 });
  const handle = sheet.current;
  sheet.current = null;
  expect(marked()).toEqual([]);
  sheet.current = handle;
  expect(marked()).toEqual(['a']);
  await hook.unmount();
  expect(marked()).toEqual([]);
});
