import { gutterWidth } from './picture.ts';

/** Actions of pointers and wheels on the pitch view. Points are in CSS pixels of the plot. */
export interface GestureHandlers {
  scroll(pixels: number): void;
  zoom(factor: number, x: number): void;
  hover(point: Point | undefined): void;
  tap(point: Point): void;
  /** Whether a drag with one pointer from here draws; otherwise it scrolls. */
  drawsFrom(point: Point): boolean;
  draw(stroke: Stroke): void;
}

/** A drag with one pointer. */
export interface Stroke {
  readonly from: Point;
  readonly to: Point;
  /** Whether it goes on, has ended, or was given up for another gesture. */
  readonly state: 'drawing' | 'done' | 'cancelled';
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A press that moves less, in CSS pixels, is a tap. */
const tapSlop = 6;
const wheelZoomSpeed = 0.0025;
const linePixels = 16;

/**
 * Listens on an element whose plot begins at {@link gutterWidth}. Dragging and horizontal wheels
 * scroll, Ctrl with the wheel and pinching zoom, a press without a drag is a tap. Where the handlers say
 * so, dragging with one pointer draws.
 * @returns a function that stops listening.
 */
export function listenToGestures(element: HTMLElement, handlers: GestureHandlers): () => void {
  const stopped = new AbortController();
  const { signal } = stopped;
  const fingers = new Map<number, Point>();
  let isTap = false;
  let isDrawing = false;
  let start: Point = { x: 0, y: 0 };
  const pointOf = (event: MouseEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left - gutterWidth, y: event.clientY - box.top };
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    start = pointOf(event);
    fingers.set(event.pointerId, start);
    isTap = fingers.size === 1;
    if (isDrawing) handlers.draw({ from: start, to: start, state: 'cancelled' });
    isDrawing = false;
  };
  const move = (event: PointerEvent) => {
    const point = pointOf(event);
    const before = fingers.get(event.pointerId);
    if (!before) {
      if (event.pointerType === 'mouse') handlers.hover(point);
      return;
    }
    if (isTap && Math.hypot(point.x - start.x, point.y - start.y) < tapSlop) return;
    const isAlone = fingers.size === 1;
    if (isAlone && (isDrawing || (isTap && handlers.drawsFrom(start)))) {
      isDrawing = true;
      isTap = false;
      fingers.set(event.pointerId, point);
      handlers.draw({ from: start, to: point, state: 'drawing' });
      return;
    }
    isTap = false;
    moveFinger(fingers, event.pointerId, point, handlers);
  };
  const up = (event: PointerEvent) => {
    const isKnown = fingers.delete(event.pointerId);
    if (isKnown && isTap && event.type === 'pointerup') handlers.tap(start);
    if (isKnown && isDrawing) {
      const state = event.type === 'pointerup' ? 'done' : 'cancelled';
      handlers.draw({ from: start, to: pointOf(event), state });
    }
    isTap = false;
    isDrawing = false;
  };
  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', up, { signal });
  element.addEventListener('pointercancel', up, { signal });
  element.addEventListener('pointerleave', () => handlers.hover(undefined), { signal });
  const wheel = (event: WheelEvent) => handleWheel(event, pointOf(event), handlers);
  element.addEventListener('wheel', wheel, { signal, passive: false });
  return () => stopped.abort();
}

function moveFinger(
  fingers: Map<number, Point>,
  id: number,
  point: Point,
  handlers: GestureHandlers,
): void {
  const before = fingers.get(id) ?? point;
  const other = [...fingers].find(([otherId]) => otherId !== id)?.[1];
  fingers.set(id, point);
  if (!other) {
    handlers.scroll(before.x - point.x);
    return;
  }
  const spread = (finger: Point) =>
    Math.max(20, Math.hypot(finger.x - other.x, finger.y - other.y));
  handlers.scroll((before.x - point.x) / 2);
  handlers.zoom(spread(point) / spread(before), (point.x + other.x) / 2);
}

/** Pinching a trackpad fires wheel events with Ctrl. Vertical wheels without Ctrl scroll the page. */
function handleWheel(event: WheelEvent, { x }: Point, handlers: GestureHandlers): void {
  const scale = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? linePixels : 1;
  const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
  if (event.ctrlKey || event.metaKey) {
    handlers.zoom(Math.exp(-event.deltaY * scale * wheelZoomSpeed), x);
  } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
    handlers.scroll(sideways * scale);
  } else return;
  event.preventDefault();
}
