import { elementAt } from './element-at.ts';

const holdMs = 450;
/** A longer movement is scrolling, not holding. */
const maxHoldPixels = 10;

/**
 * Reports notes that are held by touch.
 * @param events the document.
 * @returns a function that stops listening.
 */
export function listenToHolds(
  events: Pick<Document, 'addEventListener'>,
  onHeld: (elementId: string) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let start = { clientX: 0, clientY: 0 };
  let hasHeld = false;
  const drop = () => clearTimeout(timer);
  const begin = (event: PointerEvent) => {
    drop();
    hasHeld = false;
    start = event;
    const id = elementAt(event.target);
    if (event.pointerType !== 'touch' || !event.isPrimary || id === undefined) return;
    timer = setTimeout(() => {
      hasHeld = true;
      onHeld(id);
    }, holdMs);
  };
  const move = ({ clientX, clientY }: PointerEvent) => {
    if (Math.hypot(clientX - start.clientX, clientY - start.clientY) > maxHoldPixels) drop();
  };
  // After a hold, some browsers fire a click and some open a context menu.
  const swallow = (event: Event) => {
    if (!hasHeld) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (event.type === 'click') hasHeld = false;
  };
  const stopped = new AbortController();
  const options = { signal: stopped.signal };
  events.addEventListener('pointerdown', begin, options);
  events.addEventListener('pointermove', move, options);
  events.addEventListener('pointerup', drop, options);
  events.addEventListener('pointercancel', drop, options);
  events.addEventListener('click', swallow, { ...options, capture: true });
  events.addEventListener('contextmenu', swallow, { ...options, capture: true });
  return () => {
    drop();
    stopped.abort();
  };
}
