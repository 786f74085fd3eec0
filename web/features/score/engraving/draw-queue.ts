const budgetMs = 6;
/** Of a frame, for rows that a reader sees empty: several rows, but not so many that the page stops. */
const visibleBudgetMs = 12;

/** Whether an element overlaps the window. */
export function isInWindow(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}

interface Drawable {
  readonly element: Element;
}

/**
 * Rows that wait to be drawn, a few at a time, so that scrolling stays smooth: first those in the window,
 * then the others with a smaller part of each frame.
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
    const start = performance.now();
    const rows = [...this.#waiting.keys()].map((row) => ({
      row,
      isVisible: isInWindow(row.element),
    }));
    rows.sort((a, b) => Number(b.isVisible) - Number(a.isVisible));
    for (const { row, isVisible } of rows) {
      const endMs = start + (isVisible ? visibleBudgetMs : budgetMs);
      if (performance.now() >= endMs) break;
      this.#drawUntil(row, endMs);
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
