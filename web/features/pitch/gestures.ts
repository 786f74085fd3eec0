import { gutterWidth } from './picture.ts';

/** What a pointer, fingers or a wheel ask of the pitch view; places are in CSS pixels of the plot. */
export interface GestureHandlers {
  scroll(pixels: number): void;
  zoom(factor: number, x: number): void;
  hover(place: Place | undefined): void;
  tap(place: Place): void;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

const tapSlop = 6;
const wheelZoomSpeed = 0.0025;
const linePixels = 16;

/**
 * Listens on an element whose plot begins at {@link gutterWidth}: drag and sideways wheel scroll,
 * Ctrl and wheel or two fingers zoom, a press without a drag is a tap.
 * @returns how to stop.
 */
export function listenToGestures(element: HTMLElement, handlers: GestureHandlers): () => void {
  const stopped = new AbortController();
  const { signal } = stopped;
  const fingers = new Map<number, Place>();
  let isTap = false;
  let start: Place = { x: 0, y: 0 };
  const placeOf = (event: MouseEvent): Place => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left - gutterWidth, y: event.clientY - box.top };
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    start = placeOf(event);
    fingers.set(event.pointerId, start);
    isTap = fingers.size === 1;
  };
  const move = (event: PointerEvent) => {
    const place = placeOf(event);
    const before = fingers.get(event.pointerId);
    if (!before) {
      if (event.pointerType === 'mouse') handlers.hover(place);
      return;
    }
    if (isTap && Math.hypot(place.x - start.x, place.y - start.y) < tapSlop) return;
    isTap = false;
    moveFinger(fingers, event.pointerId, place, handlers);
  };
  const up = (event: PointerEvent) => {
    const isKnown = fingers.delete(event.pointerId);
    if (isKnown && isTap && event.type === 'pointerup') handlers.tap(start);
    isTap = false;
  };
  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', up, { signal });
  element.addEventListener('pointercancel', up, { signal });
  element.addEventListener('pointerleave', () => handlers.hover(undefined), { signal });
  const wheel = (event: WheelEvent) => turnWheel(event, placeOf(event), handlers);
  element.addEventListener('wheel', wheel, { signal, passive: false });
  return () => stopped.abort();
}

function moveFinger(
  fingers: Map<number, Place>,
  id: number,
  place: Place,
  handlers: GestureHandlers,
): void {
  const before = fingers.get(id) ?? place;
  const other = [...fingers].find(([otherId]) => otherId !== id)?.[1];
  fingers.set(id, place);
  if (!other) {
    handlers.scroll(before.x - place.x);
    return;
  }
  const spread = (finger: Place) =>
    Math.max(20, Math.hypot(finger.x - other.x, finger.y - other.y));
  handlers.scroll((before.x - place.x) / 2);
  handlers.zoom(spread(place) / spread(before), (place.x + other.x) / 2);
}

/** A trackpad's pinch comes as a wheel with Ctrl; a wheel without it stays the page's, but for sideways. */
function turnWheel(event: WheelEvent, { x }: Place, handlers: GestureHandlers): void {
  const scale = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? linePixels : 1;
  const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
  if (event.ctrlKey || event.metaKey) {
    handlers.zoom(Math.exp(-event.deltaY * scale * wheelZoomSpeed), x);
  } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
    handlers.scroll(sideways * scale);
  } else return;
  event.preventDefault();
}
