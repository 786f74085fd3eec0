import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listenToLoopDrags } from './loop-drag.ts';
import { FakeDocument, FakeElement } from './testing/fake-document.ts';

beforeEach(() => void vi.stubGlobal('Element', FakeElement));
afterEach(() => void vi.unstubAllGlobals());

/** Three notes of one second each. */
const timeline = [0, 1, 2].map((second) => ({
  startSeconds: second,
  endSeconds: second + 1,
  elementId: `m0e${second}`,
  sungNote: second,
}));

function listen() {
  const events = new FakeDocument();
  const setLoop = vi.fn();
  const clicked = { current: undefined as string | undefined };
  const stop = listenToLoopDrags(events, { timeline, setLoop, clicked });
  return { events, setLoop, clicked, stop };
}

it('loops over the notes from the pressed one to the one under the mouse', () => {
  const { events, setLoop } = listen();
  events.fire('pointerdown', 'm0e2');
  events.fire('pointermove', 'm0e1', { clientX: -16 });
  expect(setLoop).toHaveBeenLastCalledWith({ startSeconds: 1, endSeconds: 3 });
  events.fire('pointermove', 'm0e0', { clientX: -40 });
  expect(setLoop).toHaveBeenLastCalledWith({ startSeconds: 0, endSeconds: 3 });
  // Back on the first note: once a loop is dragged, one note is enough.
  events.fire('pointermove', 'm0e2', { clientX: 0 });
  expect(setLoop).toHaveBeenLastCalledWith({ startSeconds: 2, endSeconds: 3 });
});

it('a movement of less than 16 pixels, or within one note, is a click', () => {
  const { events, setLoop } = listen();
  events.fire('pointerdown', 'm0e0', { clientX: 100, clientY: 50 });
  events.fire('pointermove', 'm0e1', { clientX: 111, clientY: 61 });
  events.fire('pointermove', 'm0e0', { clientX: 130, clientY: 50 });
  expect(setLoop).not.toHaveBeenCalled();
  expect(events.fire('click', 'm0e0').stopPropagation).not.toHaveBeenCalled();
  // 12 pixels across and 12 down are 17 pixels.
  events.fire('pointermove', 'm0e1', { clientX: 112, clientY: 62 });
  expect(setLoop).toHaveBeenCalledTimes(1);
});

it('suppresses only the click that ends a drag', () => {
  const { events } = listen();
  events.fire('pointerdown', 'm0e0');
  events.fire('pointermove', 'm0e1', { clientX: 20 });
  events.fire('pointerup', 'm0e1');
  expect(events.fire('click', 'm0e1').stopPropagation).toHaveBeenCalledTimes(1);
  expect(events.fire('click', 'm0e1').stopPropagation).not.toHaveBeenCalled();
});

it('ends with the mouse button', () => {
  const { events, setLoop } = listen();
  events.fire('pointerdown', 'm0e0');
  events.fire('pointerup', 'm0e0');
  events.fire('pointermove', 'm0e1', { clientX: 20 });
  expect(setLoop).not.toHaveBeenCalled();
});

it.each([
  ['by touch, which scrolls', { pointerType: 'touch' }],
  ['with another button', { button: 2 }],
])('does not drag %s', (_, fields) => {
  const { events, setLoop } = listen();
  events.fire('pointerdown', 'm0e0', fields);
  events.fire('pointermove', 'm0e1', { clientX: 20, ...fields });
  expect(setLoop).not.toHaveBeenCalled();
});

it('ignores drags that begin beside the notes, or pass them', () => {
  const { events, setLoop } = listen();
  events.fire('pointerdown');
  events.fire('pointermove', 'm0e1', { clientX: 20 });
  events.fire('pointerdown', 'm0e0');
  events.fire('pointermove', undefined, { clientX: 20 });
  events.fire('pointermove', 'm9e9', { clientX: 20 });
  expect(setLoop).not.toHaveBeenCalled();
});

it('Shift loops from the last clicked note to the pressed one', () => {
  const { events, setLoop } = listen();
  events.fire('pointerdown', 'm0e0');
  events.fire('pointerup', 'm0e0');
  // A press beside the notes does not change the last clicked note.
  events.fire('pointerdown');
  const press = events.fire('pointerdown', 'm0e1', { shiftKey: true });
  expect(setLoop).toHaveBeenLastCalledWith({ startSeconds: 0, endSeconds: 2 });
  expect(press.preventDefault).toHaveBeenCalledTimes(1);
  events.fire('pointerup', 'm0e1');
  // The next one extends from the same note.
  events.fire('pointerdown', 'm0e2', { shiftKey: true });
  expect(setLoop).toHaveBeenLastCalledWith({ startSeconds: 0, endSeconds: 3 });
});

it('Shift without a clicked note starts from the pressed one', () => {
  const { events, setLoop } = listen();
  events.fire('pointerdown', 'm0e1', { shiftKey: true });
  expect(setLoop).not.toHaveBeenCalled();
  events.fire('pointermove', 'm0e2', { shiftKey: true });
  expect(setLoop).toHaveBeenLastCalledWith({ startSeconds: 1, endSeconds: 3 });
});

it('stops listening', () => {
  const { events, setLoop, stop } = listen();
  stop();
  events.fire('pointerdown', 'm0e0');
  events.fire('pointermove', 'm0e1', { clientX: 20 });
  expect(setLoop).not.toHaveBeenCalled();
});
