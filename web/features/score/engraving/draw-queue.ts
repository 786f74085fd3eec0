const budgetMs = 6;

/** Whether an element overlaps the window. */
export function isInWindow(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}

interface Drawable {
  readonly element: Element;
}

/**
 * Rows that wait to be drawn. Rows in the window are drawn at once; the others a little at a time,
 * within a few milliseconds of each frame, so that scrolling stays smooth.
 */
export class DrawQueue<Row extends Drawable> {
  readonly #startDrawing: (row: Row) => Iterator<void>;
  /** Waiting rows, each with its drawing if that has begun. */
  readonly #waiting = new Map<Row, Iterator<void> | undefined>();
  #frame: number | undefined;

  /** @param startDrawing begins to draw a row; each call of the iterator draws a part of it. */
  constructor(startDrawing: (row: Row) => Iterator<void>) {
    this.#startDrawing = startDrawing;
  }

  add(row: Row): void {
    if (!this.#waiting.has(row)) this.#waiting.set(row, undefined);
    this.#frame ??= requestAnimationFrame(() => this.#drawFrame());
  }

  remove(row: Row): void {
    this.#waiting.delete(row);
  }

  clear(): void {
    this.#waiting.clear();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  #drawFrame(): void {
    const endMs = performance.now() + budgetMs;
    const rows = [...this.#waiting.keys()].map((row) => ({
      row,
      isVisible: isInWindow(row.element),
    }));
    rows.sort((a, b) => Number(b.isVisible) - Number(a.isVisible));
    for (const { row, isVisible } of rows) {
      if (!isVisible && performance.now() >= endMs) break;
      this.#drawUntil(row, isVisible ? Number.POSITIVE_INFINITY : endMs);
    }
    this.#frame =
      this.#waiting.size > 0 ? requestAnimationFrame(() => this.#drawFrame()) : undefined;
  }

  #drawUntil(row: Row, endMs: number): void {
    const drawing = this.#waiting.get(row) ?? this.#startDrawing(row);
    this.#waiting.set(row, drawing);
    do {
      if (drawing.next().done) {
        this.#waiting.delete(row);
        return;
      }
    } while (performance.now() < endMs);
  }
}
