import type { RefObject } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { measureOf, noteOf, scoreOf } from '../score/engraving/score.fixture.ts';
import type { ScoreHandle } from '../score/engraving/score-view.ts';
import type { Loop } from './song-player.ts';
import { fakeFrames } from './testing/fake-sheet.ts';
import { useLoopMark } from './use-loop-mark.ts';

/** Three measures of one note each, four seconds long. */
const score = scoreOf(
  [0, 1, 2].map((index) =>
    measureOf(
      [
        noteOf(
          { step: 'A', alter: 0, octave: 4 },
          { startTick: index * 192, durationTicks: 192, type: 'whole', sungNote: index },
        ),
      ],
      0,
      { number: index + 1, startTick: index * 192 },
    ),
  ),
);
const timeline = [0, 1, 2].map((index) => ({
  startSeconds: 4 * index,
  endSeconds: 4 * index + 4,
  elementId: `m${index}e0`,
  sungNote: index,
}));

interface FakeBand {
  readonly attributes: Record<string, string>;
  remove(): void;
}

/** A drawing of one measure, which is 100 units wide. */
function drawingOf(measure: number) {
  const bands: FakeBand[] = [];
  return {
    bands,
    prepend: (band: FakeBand) => bands.push(band),
    querySelectorAll: (selector: string) =>
      selector === '[data-measure]'
        ? [{ dataset: { measure: String(measure), x: '6', width: '100' } }]
        : [],
  };
}

let frames: ReturnType<typeof fakeFrames>;
/** The drawing of each measure's row; `undefined` while the row is empty. */
let drawings: (ReturnType<typeof drawingOf> | undefined)[];
beforeEach(() => {
  frames = fakeFrames();
  drawings = [0, 1, 2].map(drawingOf);
  const createElementNS = (): FakeBand & { setAttribute(name: string, value: string): void } => {
    const attributes: Record<string, string> = {};
    const band = {
      attributes,
      setAttribute: (name: string, value: string) => {
        attributes[name] = value;
      },
      remove: () => {
        for (const drawing of drawings) {
          const place = drawing?.bands.indexOf(band) ?? -1;
          if (place >= 0) drawing?.bands.splice(place, 1);
        }
      },
    };
    return band;
  };
  stubWindow({ globals: frames.globals, document: { createElementNS } });
});
afterEach(() => vi.unstubAllGlobals());

async function loopOver(first: Loop | undefined) {
  const handle = {
    elementOf: () => undefined,
    rowOf: (id: string) => ({ firstElementChild: drawings[Number(id[1])] }),
  };
  const sheet = { current: handle } as unknown as RefObject<ScoreHandle | null>;
  let loop = first;
  const hook = await renderHook(() => useLoopMark({ sheet, score, timeline, loop }));
  const change = async (next: Loop | undefined) => {
    loop = next;
    await hook.rerender();
  };
  /** The bands in each drawing after the next frame. */
  const banded = () => {
    frames.paint();
    return drawings.map((drawing) => drawing?.bands.length);
  };
  return { sheet, hook, change, banded };
}

it('shades the rows of the loop, and of no other', async () => {
  const { change, banded } = await loopOver({ startSeconds: 0, endSeconds: 8 });
  expect(banded()).toEqual([1, 1, 0]);
  expect(drawings[0]?.bands[0]?.attributes).toMatchObject({ class: 'loop-band', width: '100' });
  await change({ startSeconds: 4, endSeconds: 12 });
  expect(banded()).toEqual([0, 1, 1]);
  await change(undefined);
  expect(banded()).toEqual([0, 0, 0]);
});

it('shades a row again after it was redrawn, and skips one that is empty', async () => {
  const { banded } = await loopOver({ startSeconds: 0, endSeconds: 8 });
  drawings[1] = undefined;
  expect(banded()).toEqual([1, undefined, 0]);
  drawings[0] = drawingOf(0);
  drawings[1] = drawingOf(1);
  expect(banded()).toEqual([1, 1, 0]);
  expect(banded()).toEqual([1, 1, 0]);
});

it('waits for the sheet, and removes the bands when the page is left', async () => {
  const { sheet, hook, banded } = await loopOver({ startSeconds: 0, endSeconds: 4 });
  const handle = sheet.current;
  sheet.current = null;
  expect(banded()).toEqual([0, 0, 0]);
  sheet.current = handle;
  expect(banded()).toEqual([1, 0, 0]);
  await hook.unmount();
  expect(banded()).toEqual([0, 0, 0]);
});
