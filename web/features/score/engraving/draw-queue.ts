const budgetMilliseconds = 6;

/** Whether an element overlaps the window. */
export function isInWindow(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}

interface Drawable {
  readonly element: Element;
}

/**
 * Rows that wait to be drawn: those in the window at once, those around it step by step, a few
 * milliseconds of every frame, so that scrolling never waits for them.
 */
export class DrawQueue<Row extends Drawable> {
  private readonly begin: (row: Row) => Iterator<void>;
  /** Each waiting row with what is begun of it. */
  private readonly waiting = new Map<Row, Iterator<void> | undefined>();
  private frame: number | undefined;

  constructor(begin: (row: Row) => Iterator<void>) {
    this.begin = begin;
  }

  add(row: Row): void {
    if (!this.waiting.has(row)) this.waiting.set(row, undefined);
    this.frame ??= requestAnimationFrame(() => this.work());
  }

  remove(row: Row): void {
    this.waiting.delete(row);
  }

  clear(): void {
    this.waiting.clear();
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.frame = undefined;
  }

  private work(): void {
    const end = performance.now() + budgetMilliseconds;
    const rows = [...this.waiting.keys()].map((row) => ({ row, isSeen: isInWindow(row.element) }));
    rows.sort((a, b) => Number(b.isSeen) - Number(a.isSeen));
    for (const { row, isSeen } of rows) {
      if (!isSeen && performance.now() >= end) break;
      this.drawUntil(row, isSeen ? Number.POSITIVE_INFINITY : end);
    }
    this.frame = this.waiting.size > 0 ? requestAnimationFrame(() => this.work()) : undefined;
  }

  private drawUntil(row: Row, end: number): void {
    const steps = this.waiting.get(row) ?? this.begin(row);
    this.waiting.set(row, steps);
    do {
      if (steps.next().done) {
        this.waiting.delete(row);
        return;
      }
    } while (performance.now() < end);
  }
}
