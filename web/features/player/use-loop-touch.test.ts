import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import type { Loop } from './song-player.ts';
import { FakeElement } from './testing/fake-document.ts';
import { useLoopTouch } from './use-loop-touch.ts';

/** Three notes of one second each. */
const timeline = ['a', 'b', 'c'].map((elementId, second) => ({
  startSeconds: second,
  endSeconds: second + 1,
  elementId,
  sungNote: second,
}));
/** Longer than a finger must rest on a note. */
const holdMs = 500;

let page: ReturnType<typeof stubWindow>;
beforeEach(() => {
  vi.useFakeTimers();
  page = stubWindow({ globals: { Element: FakeElement } });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open() {
  const loops: (Loop | undefined)[] = [];
  const setLoop = (loop: Loop | undefined) => void loops.push(loop);
  let isOff = false;
  const hook = await renderHook(() => useLoopTouch({ timeline, setLoop, isOff }));
  const setOff = async (next: boolean) => {
    isOff = next;
    await hook.rerender();
  };
  const fire = async (type: string, id?: string) => {
    const event = Object.assign(new Event(type, { cancelable: true }), {
      ...{ pointerType: 'touch', isPrimary: true, clientX: 0, clientY: 0 },
    });
    const stopped = vi.spyOn(event, 'stopPropagation');
    Object.defineProperty(event, 'target', {
      value: id === undefined ? null : new FakeElement(id),
    });
    await acting(() => page.document.dispatchEvent(event));
    return { isStopped: stopped.mock.calls.length > 0 };
  };
  const hold = async (id: string) => {
    await fire('pointerdown', id);
    await acting(() => vi.advanceTimersByTime(holdMs));
    await fire('pointerup', id);
    // Some browsers fire a click after a hold.
    await fire('click', id);
  };
  return { hook, loops, setOff, fire, hold };
}

it('loops from the held note to the note that is tapped next', async () => {
  const { hook, loops, fire, hold } = await open();
  await hold('b');
  expect(hook.current.held).toEqual({ startSeconds: 1, endSeconds: 2 });
  expect(loops).toEqual([]);
  expect(await fire('click', 'c')).toEqual({ isStopped: true });
  expect(loops).toEqual([{ startSeconds: 1, endSeconds: 3 }]);
  expect(hook.current.held).toBeUndefined();
});

it('leaves a tap without a held note to the note, which seeks', async () => {
  const { loops, fire } = await open();
  expect(await fire('click', 'c')).toEqual({ isStopped: false });
  expect(loops).toEqual([]);
});

it('waits for a tap on a note', async () => {
  const { hook, loops, fire, hold } = await open();
  await hold('a');
  expect(await fire('click')).toEqual({ isStopped: false });
  expect(hook.current.held).toEqual({ startSeconds: 0, endSeconds: 1 });
  await fire('click', 'a');
  expect(loops).toEqual([{ startSeconds: 0, endSeconds: 1 }]);
});

it('sets no loop to a note that has left the score', async () => {
  const { hook, loops, fire, hold } = await open();
  await hold('a');
  await fire('click', 'gone');
  expect(loops).toEqual([]);
  expect(hook.current.held).toBeUndefined();
});

it('can be cancelled', async () => {
  const { hook, loops, fire, hold } = await open();
  await hold('a');
  await acting(() => hook.current.cancel());
  expect(hook.current.held).toBeUndefined();
  await fire('click', 'b');
  expect(loops).toEqual([]);
});

it('is off while the score is edited, and forgets the held note', async () => {
  const { hook, fire, hold, setOff } = await open();
  await hold('a');
  await setOff(true);
  expect(hook.current.held).toBeUndefined();
  await hold('b');
  expect(hook.current.held).toBeUndefined();
  await setOff(false);
  expect(hook.current.held).toBeUndefined();
  await hold('b');
  expect(hook.current.held).toEqual({ startSeconds: 1, endSeconds: 2 });
  expect(await fire('click', 'b')).toEqual({ isStopped: true });
});

it('listens to nothing after the page was left', async () => {
  const { hook, loops, fire, hold } = await open();
  await hold('a');
  await hook.unmount();
  expect(await fire('click', 'b')).toEqual({ isStopped: false });
  expect(loops).toEqual([]);
});
