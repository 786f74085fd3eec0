import { beforeEach, expect, it } from 'vitest';
import { type GestureHandlers, listenToGestures, type Point } from './gestures.ts';
import { gutterWidth } from './picture.ts';

let log: string[];
let element: EventTarget;
let drawsFrom: (point: Point) => boolean;
beforeEach(() => {
  log = [];
  drawsFrom = () => false;
  element = Object.assign(new EventTarget(), {
    setPointerCapture: () => undefined,
    getBoundingClientRect: () => ({ left: 0, top: 0 }),
  });
  const handlers: GestureHandlers = {
    scroll: (pixels) => log.push(`scroll ${pixels}`),
    zoom: () => log.push('zoom'),
    hover: () => undefined,
    tap: ({ x }) => log.push(`tap ${x}`),
    drawsFrom: (point) => drawsFrom(point),
    draw: ({ from, to, state }) => log.push(`${state} ${from.x} ${to.x}`),
  };
  listenToGestures(element as HTMLElement, handlers);
});

/** A pointer event at this distance from the plot's left edge. */
function point(type: string, x: number, pointerId = 1): void {
  const fields = {
    button: 0,
    pointerId,
    pointerType: 'touch',
    clientX: gutterWidth + x,
    clientY: 5,
  };
  element.dispatchEvent(Object.assign(new Event(`pointer${type}`), fields));
}

it('a drag scrolls, and a press is a tap', () => {
  point('down', 100);
  point('move', 90);
  point('up', 90);
  point('down', 50);
  point('up', 52);
  expect(log).toEqual(['scroll 10', 'tap 50']);
});

it('a drag draws where the handlers say so, and a press is still a tap', () => {
  drawsFrom = ({ x }) => x >= 100;
  point('down', 100);
  point('move', 130);
  point('up', 140);
  point('down', 100);
  point('up', 101);
  point('down', 90);
  point('move', 110);
  point('up', 110);
  expect(log).toEqual(['drawing 100 130', 'done 100 140', 'tap 100', 'scroll -20']);
});

it('a second finger ends the drawing, and both zoom', () => {
  drawsFrom = () => true;
  point('down', 100);
  point('move', 130);
  point('down', 200, 2);
  point('move', 240, 2);
  point('up', 240, 2);
  point('up', 130);
  expect(log[1]).toMatch(/^cancelled/);
  expect(log.slice(2)).toEqual(['scroll -20', 'zoom']);
});

it('a drawing that the browser takes over for scrolling is given up', () => {
  drawsFrom = () => true;
  point('down', 100);
  point('move', 130);
  point('cancel', 130);
  expect(log).toEqual(['drawing 100 130', 'cancelled 100 130']);
});
