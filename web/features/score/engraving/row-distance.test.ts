import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RowDistance } from './row-distance.ts';
import type { SheetRow } from './sheet-rows.ts';

const windowHeight = 1000;
const rowHeight = 100;
let scrollY = 0;
let update: (() => void) | undefined;

beforeEach(() => {
  scrollY = 0;
  vi.stubGlobal('window', {
    innerHeight: windowHeight,
    addEventListener: (_: string, listener: () => void) => {
      update = listener;
    },
    removeEventListener: () => {
      update = undefined;
    },
  });
});
afterEach(() => void vi.unstubAllGlobals());

/** A sheet of so many rows, 50 pixels below the top of the page, and what its listeners hear. */
function observe(count: number) {
  const rows = Array.from({ length: count }, (_, index) => {
    const offsetTop = 50 + index * rowHeight;
    const element = {
      offsetTop,
      offsetHeight: rowHeight,
      getBoundingClientRect: () => ({ top: offsetTop - scrollY }),
    };
    return { index, element } as unknown as SheetRow & { readonly index: number };
  });
  const heard: Record<'near' | 'notNear' | 'far', number[]> = { near: [], notNear: [], far: [] };
  const record = (list: number[]) => (row: SheetRow) => void list.push(rows.indexOf(row as never));
  const distance = new RowDistance({
    onNear: record(heard.near),
    onNotNear: record(heard.notNear),
    onFar: record(heard.far),
  });
  distance.observe(rows);
  const scrollTo = (y: number) => {
    scrollY = y;
    for (const list of Object.values(heard)) list.length = 0;
    update?.();
    return heard;
  };
  const below = (heights: number) =>
    distance.rowsBelow(heights).map((row) => rows.indexOf(row as never));
  return { heard, scrollTo, distance, below };
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

it('reports the rows near the window at once', () => {
  expect(observe(100).heard).toEqual({ near: range(0, 15), notNear: [], far: [] });
});

it('reports only changes while the page scrolls, in groups of a window', () => {
  const { scrollTo } = observe(100);
  // Up to 2.6 windows below the top of the window, which is 150 pixels below the first row.
  expect(scrollTo(200)).toEqual({ near: range(16, 27), notNear: [], far: [] });
  expect(scrollTo(1000)).toEqual({ near: [], notNear: [], far: [] });
  expect(scrollTo(1200)).toEqual({ near: [], notNear: [], far: [] });
  expect(scrollTo(1300)).toEqual({ near: range(28, 38), notNear: [], far: [] });
  expect(scrollTo(2500)).toEqual({ near: range(39, 50), notNear: range(0, 7), far: range(0, 3) });
});

it('a jump reports the rows left behind as far, and back as near', () => {
  const { scrollTo } = observe(100);
  const { near, far } = scrollTo(8000);
  expect([near[0], near.at(-1), far]).toEqual([63, 99, range(0, 29)]);
  expect(scrollTo(0).near).toEqual(range(0, 25));
});

it('lists the rows from the window on, up to so many windows below it', () => {
  const { scrollTo, below, distance } = observe(100);
  scrollTo(1000);
  expect(below(2)).toEqual(range(9, 39));
  scrollTo(8000);
  expect(below(2)).toEqual(range(79, 99));
  distance.disconnect();
  expect(below(2)).toEqual([]);
});

it('reports nothing after it is disconnected', () => {
  const { scrollTo, distance } = observe(100);
  distance.disconnect();
  expect(scrollTo(500)).toEqual({ near: [], notNear: [], far: [] });
});
