import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DrawQueue } from './draw-queue.ts';

const windowHeight = 1000;
let nowMs = 0;
let frames: (() => void)[] = [];

beforeEach(() => {
  nowMs = 0;
  frames = [];
  vi.stubGlobal('window', { innerHeight: windowHeight });
  vi.stubGlobal('performance', { now: () => nowMs });
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
  vi.stubGlobal('cancelAnimationFrame', (handle: number) => frames.splice(handle - 1, 1));
});
afterEach(() => void vi.unstubAllGlobals());

function rowAt(name: string, top: number) {
  const element = { getBoundingClientRect: () => ({ top, bottom: top + 100 }) };
  return { name, element: element as unknown as Element };
}

type Row = ReturnType<typeof rowAt>;

/** A queue of rows that take three parts of 2 ms each, and a record of the parts that were drawn. */
function createQueue() {
  const drawn: string[] = [];
  const queue = new DrawQueue<Row>(function* ({ name }) {
    for (let part = 0; part < 3; part += 1) {
      nowMs += 2;
      drawn.push(name);
      if (part < 2) yield;
    }
  });
  return { queue, drawn };
}

/** Runs one animation frame. */
function runFrame(): void {
  frames.shift()?.();
}

it('draws the rows in the window first', () => {
  const { queue, drawn } = createQueue();
  for (const row of [
    rowAt('below', 1000),
    rowAt('top edge', -99),
    rowAt('above', -100),
    rowAt('bottom edge', 999),
  ]) {
    queue.add(row);
  }
  expect(drawn).toEqual([]);
  runFrame();
  expect(drawn).toEqual([...Array(3).fill('top edge'), ...Array(3).fill('bottom edge')]);
});

it('draws rows in the window for 12 ms per frame', () => {
  const { queue, drawn } = createQueue();
  for (const name of ['a', 'b', 'c']) queue.add(rowAt(name, 500));
  runFrame();
  expect(drawn.join('')).toBe('aaabbb');
  runFrame();
  expect(drawn.join('')).toBe('aaabbbccc');
  expect(frames).toHaveLength(0);
});

it('draws other rows for 6 ms per frame, and continues where it stopped', () => {
  const { queue, drawn } = createQueue();
  for (const name of ['a', 'b', 'c']) queue.add(rowAt(name, 2000));
  runFrame();
  expect(drawn.join('')).toBe('aaa');
  runFrame();
  expect(drawn.join('')).toBe('aaabbb');
  runFrame();
  expect(drawn.join('')).toBe('aaabbbccc');
  expect(frames).toHaveLength(0);
});

it('begins a row within the budget and finishes it in the next frame', () => {
  const drawn: string[] = [];
  const queue = new DrawQueue<Row>(function* ({ name }) {
    for (let part = 0; part < 2; part += 1) {
      nowMs += 4;
      drawn.push(name);
      if (part === 0) yield;
    }
  });
  queue.add(rowAt('a', 2000));
  queue.add(rowAt('b', 2000));
  runFrame();
  expect(drawn.join('')).toBe('aa');
  runFrame();
  expect(drawn.join('')).toBe('aabb');
});

it('requests one frame for several rows, and draws none that was removed', () => {
  const { queue, drawn } = createQueue();
  const [kept, removed] = [rowAt('kept', 0), rowAt('removed', 0)];
  queue.add(kept);
  queue.add(removed);
  queue.add(kept);
  expect(frames).toHaveLength(1);
  queue.remove(removed);
  runFrame();
  expect(drawn).toEqual(['kept', 'kept', 'kept']);
});

it('draws nothing after it is cleared, until a row is added again', () => {
  const { queue, drawn } = createQueue();
  queue.add(rowAt('a', 0));
  queue.clear();
  expect(frames).toHaveLength(0);
  queue.add(rowAt('b', 0));
  runFrame();
  expect(drawn).toEqual(['b', 'b', 'b']);
});
