import type { RefObject } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderHook } from '../../lib/testing/render-hook.ts';
import { type FakeSymbol, symbolAt } from '../player/testing/fake-sheet.ts';
import type { ScoreHandle } from '../score/engraving/score-view.ts';
import { stubScrolledWindow } from './testing/stub-scrolled-window.ts';
import { useSelectedMark } from './use-selected-mark.ts';

let paint: () => void;
const scrolled: number[] = [];
let cover: number | undefined;
beforeEach(() => {
  const frames: (() => void)[] = [];
  paint = () => {
    for (const frame of frames.splice(0)) frame();
  };
  scrolled.length = 0;
  cover = undefined;
  stubScrolledWindow({
    scrolled,
    elements: () =>
      cover === undefined
        ? {}
        : { '[data-covers-top]': { getBoundingClientRect: () => ({ bottom: cover }) } },
    globals: {
      requestAnimationFrame: (frame: () => void) => frames.push(frame),
      cancelAnimationFrame: () => frames.splice(0),
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

async function selectOn(symbols: Record<string, FakeSymbol>, first: readonly string[]) {
  const rows: Record<string, FakeSymbol> = {};
  const handle = { elementOf: (id: string) => symbols[id], rowOf: (id: string) => rows[id] };
  const sheet = { current: handle } as unknown as RefObject<ScoreHandle | null>;
  let selected = first;
  const hook = await renderHook(() => useSelectedMark(sheet, selected));
  const select = async (...ids: readonly string[]) => {
    selected = ids;
    await hook.rerender();
  };
  return { hook, select, rows, sheet };
}

it('marks every symbol of the selected note, and only those', async () => {
  const symbols = { a: symbolAt(300), b: symbolAt(300), c: symbolAt(300) };
  const marked = () =>
    Object.entries(symbols).flatMap(([id, { classes }]) =>
      classes.has('is-selected') ? [id] : [],
    );
  const { select, hook } = await selectOn(symbols, ['a', 'b']);
  paint();
  expect(marked()).toEqual(['a', 'b']);
  await select('c');
  paint();
  expect(marked()).toEqual(['c']);
  await select();
  paint();
  expect(marked()).toEqual([]);
  await select('a');
  paint();
  await hook.unmount();
  expect(marked()).toEqual([]);
});

it('marks a symbol again after its row was redrawn', async () => {
  const symbols: Record<string, FakeSymbol> = { a: symbolAt(300) };
  await selectOn(symbols, ['a']);
  paint();
  const redrawn = symbolAt(300);
  symbols.a = redrawn;
  paint();
  expect([...redrawn.classes]).toEqual(['is-selected']);
  // A class that another part of the page changed is left alone until the symbol changes.
  redrawn.classes.clear();
  paint();
  expect([...redrawn.classes]).toEqual([]);
});

it('scrolls a newly selected note into view', async () => {
  const { select } = await selectOn({ a: symbolAt(300), b: symbolAt(600) }, ['a']);
  expect(scrolled).toEqual([]);
  // Visible down to 670: the player covers 110 px of 800, and 10 px of each margin are kept.
  await select('b');
  expect(scrolled).toEqual([10]);
});

it('does nothing without a sheet, and skips symbols that are not drawn', async () => {
  const symbols: Record<string, FakeSymbol> = { a: symbolAt(300) };
  const { sheet, select } = await selectOn(symbols, ['a', 'missing']);
  paint();
  await select('missing');
  paint();
  expect([...symbols.a!.classes]).toEqual([]);
  sheet.current = null;
  await select('a');
  paint();
  expect([[...symbols.a!.classes], scrolled]).toEqual([[], []]);
});

it('takes into account what covers the top of the window', async () => {
  cover = 340;
  await selectOn({ a: symbolAt(300) }, ['a']);
  expect(scrolled).toEqual([-50]);
});

it('scrolls to the row of a note that is not drawn yet', async () => {
  const { select, rows } = await selectOn({}, []);
  rows.a = symbolAt(700);
  await select('a');
  await select('missing');
  expect(scrolled).toEqual([110]);
});
