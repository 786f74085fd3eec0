import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeDocument, FakeElement } from './testing/fake-document.ts';
import { listenToHolds } from './touch-hold.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Element', FakeElement);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const touch = { pointerType: 'touch' };

function listen() {
  const events = new FakeDocument();
  const held: string[] = [];
  const stop = listenToHolds(events, (id) => held.push(id));
  return { events, held, stop };
}

it('reports a note after 450 ms', () => {
  const { events, held } = listen();
  events.fire('pointerdown', 'm0e1', touch);
  vi.advanceTimersByTime(449);
  expect(held).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(held).toEqual(['m0e1']);
});

it('a finger may move by 10 pixels, not more', () => {
  const { events, held } = listen();
  const start = { ...touch, clientX: 50, clientY: 50 };
  events.fire('pointerdown', 'm0e1', start);
  events.fire('pointermove', 'm0e1', { clientX: 56, clientY: 58 });
  vi.advanceTimersByTime(450);
  expect(held).toEqual(['m0e1']);
  events.fire('pointerdown', 'm0e2', start);
  events.fire('pointermove', 'm0e2', { clientX: 50, clientY: 61 });
  vi.advanceTimersByTime(450);
  expect(held).toEqual(['m0e1']);
});

it.each(['pointerup', 'pointercancel'])('%s ends the hold', (type) => {
  const { events, held } = listen();
  events.fire('pointerdown', 'm0e1', touch);
  events.fire(type, 'm0e1');
  vi.advanceTimersByTime(450);
  expect(held).toEqual([]);
});

it('a second press restarts the time', () => {
  const { events, held } = listen();
  events.fire('pointerdown', 'm0e1', touch);
  vi.advanceTimersByTime(300);
  events.fire('pointerdown', 'm0e2', touch);
  vi.advanceTimersByTime(449);
  expect(held).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(held).toEqual(['m0e2']);
});

it('ignores the mouse, further fingers and touches beside the notes', () => {
  const { events, held } = listen();
  events.fire('pointerdown', 'm0e1');
  vi.advanceTimersByTime(450);
  events.fire('pointerdown', 'm0e1', { ...touch, isPrimary: false });
  vi.advanceTimersByTime(450);
  events.fire('pointerdown', undefined, touch);
  vi.advanceTimersByTime(450);
  expect(held).toEqual([]);
});

it('suppresses the click and the context menu of a hold, but not those of a tap', () => {
  const { events } = listen();
  events.fire('pointerdown', 'm0e1', touch);
  expect(events.fire('click', 'm0e1').preventDefault).not.toHaveBeenCalled();
  vi.advanceTimersByTime(450);
  for (const type of ['contextmenu', 'click']) {
    const event = events.fire(type, 'm0e1');
    expect(event.preventDefault).toHaveBeenCalledTimes(1);
    expect(event.stopImmediatePropagation).toHaveBeenCalledTimes(1);
  }
  expect(events.fire('click', 'm0e1').preventDefault).not.toHaveBeenCalled();
});

it('a new press ends the suppression', () => {
  const { events } = listen();
  events.fire('pointerdown', 'm0e1', touch);
  vi.advanceTimersByTime(450);
  events.fire('pointerdown', 'm0e2', touch);
  expect(events.fire('click', 'm0e2').preventDefault).not.toHaveBeenCalled();
});

it('stops listening, and drops a pending hold', () => {
  const { events, held, stop } = listen();
  events.fire('pointerdown', 'm0e1', touch);
  stop();
  vi.advanceTimersByTime(450);
  events.fire('pointerdown', 'm0e1', touch);
  vi.advanceTimersByTime(450);
  expect(held).toEqual([]);
});
