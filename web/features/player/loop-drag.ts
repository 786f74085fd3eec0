import { elementAt } from './element-at.ts';
import { loopOverNotes } from './loop.ts';
import type { Loop } from './song-player.ts';
import type { TimelineEntry } from './timeline.ts';

interface LoopDragOptions {
  readonly timeline: readonly TimelineEntry[];
  readonly setLoop: (loop: Loop) => void;
  /** The element of the last clicked note, kept between calls. */
  readonly clicked: { current: string | undefined };
}

/** A shorter movement is a click. */
const dragPixels = 16;

/**
 * Sets a loop by dragging a mouse over notes, or by clicking one note and Shift-clicking another.
 * @param events the document.
 * @returns a function that stops listening.
 */
export function listenToLoopDrags(
  events: Pick<Document, 'addEventListener'>,
  { timeline, setLoop, clicked }: LoopDragOptions,
): () => void {
  let from: string | undefined;
  let start = { clientX: 0, clientY: 0 };
  let isLooping = false;
  const begin = (event: PointerEvent) => {
    const note = elementAt(event.target);
    isLooping = false;
    start = event;
    // On a touch screen dragging scrolls.
    from = event.pointerType === 'touch' || event.button !== 0 ? undefined : note;
    if (!event.shiftKey || !note) {
      clicked.current = note ?? clicked.current;
      return;
    }
    from = clicked.current ?? note;
    extend(event);
    event.preventDefault();
  };
  const extend = (event: PointerEvent) => {
    const to = from && elementAt(event.target);
    const distance = Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY);
    const isDrag = event.shiftKey || distance >= dragPixels;
    if (!from || !to || (!isLooping && (to === from || !isDrag))) return;
    isLooping = true;
    const loop = loopOverNotes(timeline, from, to);
    if (loop) setLoop(loop);
  };
  const finish = () => {
    from = undefined;
  };
  // Otherwise the click that ends a drag would seek to the note.
  const swallow = (event: MouseEvent) => {
    if (!isLooping) return;
    isLooping = false;
    event.stopPropagation();
  };
  const stopped = new AbortController();
  const options = { signal: stopped.signal };
  events.addEventListener('pointerdown', begin, options);
  events.addEventListener('pointermove', extend, options);
  events.addEventListener('pointerup', finish, options);
  events.addEventListener('click', swallow, { ...options, capture: true });
  return () => stopped.abort();
}
