/** What is left of an idle period before its last milliseconds, in which a step may still take longer. */
const spareMs = 3;
/** Of a browser without idle periods: so long a pause between parts of so many milliseconds. */
const pauseMs = 100;
const partMs = 4;

type Idle = Pick<IdleDeadline, 'timeRemaining'>;

/**
 * Draws rows that a reader may soon scroll to, in the browser's idle periods and outside the document, so
 * that scrolling only shows them: engraving is most of a new row's cost.
 */
export class DrawAhead<Row> {
  readonly #nextRow: () => Row | undefined;
  readonly #startDrawing: (row: Row) => Iterator<void>;
  #drawing: Iterator<void> | undefined;
  #cancel: (() => void) | undefined;

  /**
   * @param nextRow the row to draw next; `undefined` when there is none for now.
   * @param startDrawing begins to draw a row; each call of the iterator draws a part of it.
   */
  constructor(nextRow: () => Row | undefined, startDrawing: (row: Row) => Iterator<void>) {
    this.#nextRow = nextRow;
    this.#startDrawing = startDrawing;
  }

  /** Draws in the next idle period, and on until there is no row to draw. */
  wake(): void {
    this.#cancel ??= whenIdle((idle) => {
      this.#cancel = undefined;
      if (this.#drawWhile(idle)) this.wake();
    });
  }

  /** Forgets the row that is being drawn, until it is woken. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#drawing = undefined;
  }

  /** @returns whether there is more to draw. */
  #drawWhile(idle: Idle): boolean {
    while (idle.timeRemaining() > spareMs) {
      if (!this.#drawing) {
        const row = this.#nextRow();
        if (row === undefined) return false;
        this.#drawing = this.#startDrawing(row);
      }
      if (this.#drawing.next().done) this.#drawing = undefined;
    }
    return true;
  }
}

/** @returns a function that cancels the call. */
function whenIdle(call: (idle: Idle) => void): () => void {
  if ('requestIdleCallback' in globalThis) {
    const handle = requestIdleCallback(call);
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(() => {
    const endMs = performance.now() + partMs + spareMs;
    call({ timeRemaining: () => endMs - performance.now() });
  }, pauseMs);
  return () => clearTimeout(timer);
}
