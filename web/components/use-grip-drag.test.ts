import type { PointerEvent } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderHook, stubWindow } from '../lib/testing/render-hook.ts';
import { type GripDrop, useGripDrag } from './use-grip-drag.ts';

beforeEach(() => {
  stubWindow();
});
afterEach(() => vi.unstubAllGlobals());

async function grip() {
  const moves: number[] = [];
  const drops: GripDrop[] = [];
  const hook = await renderHook(() =>
    useGripDrag({ onMove: (pixels) => moves.push(pixels), onDrop: (drop) => drops.push(drop) }),
  );
  const captured: number[] = [];
  const pointer = (type: string, clientX: number, clientY = 50) =>
    ({
      type,
      clientX,
      clientY,
      pointerId: 7,
      currentTarget: { setPointerCapture: (id: number) => captured.push(id) },
      stopPropagation: () => undefined,
    }) as unknown as PointerEvent;
  const { onPointerDown, onPointerMove, onPointerUp, onPointerCancel } = hook.current;
  return {
    ...{ moves, drops, captured },
    press: (x: number) => onPointerDown(pointer('pointerdown', x)),
    move: (x: number) => onPointerMove(pointer('pointermove', x)),
    release: (x: number, y?: number) => onPointerUp(pointer('pointerup', x, y)),
    cancel: (x: number) => onPointerCancel(pointer('pointercancel', x)),
  };
}

it('a drag is shown while it goes on, and dropped at its end', async () => {
  const { moves, drops, captured, press, move, release } = await grip();
  move(90);
  press(100);
  move(110);
  move(140);
  release(140, 60);
  expect(captured).toEqual([7]);
  expect(moves).toEqual([10, 40, 0]);
  expect(drops).toEqual([{ pixels: 40, clientX: 140, clientY: 60, startY: 50 }]);
  move(200);
  expect(moves).toHaveLength(3);
});

it('a tap and a cancelled drag change nothing', async () => {
  const { moves, drops, press, move, release, cancel } = await grip();
  press(100);
  release(103);
  press(100);
  move(150);
  cancel(150);
  release(150);
  expect(drops).toEqual([]);
  expect(moves.at(-1)).toBe(0);
});
