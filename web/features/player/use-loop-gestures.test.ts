import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import type { Loop } from './song-player.ts';
import { FakeElement } from './testing/fake-document.ts';
import { useLoopGestures } from './use-loop-gestures.ts';

/** Two notes of one second each. */
const timeline = ['a', 'b'].map((elementId, second) => ({
  startSeconds: second,
  endSeconds: second + 1,
  elementId,
  sungNote: second,
}));

let page: ReturnType<typeof stubWindow>;
beforeEach(() => {
  page = stubWindow({ globals: { Element: FakeElement } });
});
afterEach(() => vi.unstubAllGlobals());

async function open() {
  const loops: (Loop | undefined)[] = [];
  const score = { timeline, isOff: false };
  const hook = await renderHook(() =>
    useLoopGestures({ ...score, setLoop: (loop) => void loops.push(loop) }),
  );
  const fire = (type: string, id: string, fields: Partial<PointerEvent> = {}) =>
    acting(() => {
      const event = Object.assign(new Event(type, { cancelable: true }), {
        ...{ pointerType: 'mouse', button: 0, shiftKey: false, clientX: 0, clientY: 0 },
        ...fields,
      });
      Object.defineProperty(event, 'target', { value: new FakeElement(id) });
      page.document.dispatchEvent(event);
    });
  const drag = async () => {
    await fire('pointerdown', 'a');
    await fire('pointermove', 'b', { clientX: 20 });
    await fire('pointerup', 'b', { clientX: 20 });
  };
  return { hook, loops, score, fire, drag };
}

it('loops over the notes that the mouse is dragged over', async () => {
  const { loops, drag } = await open();
  await drag();
  expect(loops).toEqual([{ startSeconds: 0, endSeconds: 2 }]);
});

it('remembers the clicked note when the score changes', async () => {
  const { hook, loops, score, fire } = await open();
  await fire('pointerdown', 'a');
  await fire('pointerup', 'a');
  score.timeline = [...timeline];
  await hook.rerender();
  await fire('pointerdown', 'b', { shiftKey: true });
  expect(loops).toEqual([{ startSeconds: 0, endSeconds: 2 }]);
});

it('is off while the score is edited', async () => {
  const { hook, loops, score, drag } = await open();
  score.isOff = true;
  await hook.rerender();
  await drag();
  expect(loops).toEqual([]);
  score.isOff = false;
  await hook.rerender();
  await drag();
  expect(loops).toHaveLength(1);
});

it('listens to nothing after the page was left', async () => {
  const { hook, loops, drag } = await open();
  await hook.unmount();
  await drag();
  expect(loops).toEqual([]);
});
