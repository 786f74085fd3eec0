import type { SheetRow } from './sheet-rows.ts';

/** In heights of the window, beyond its edges. */
const nearDistance = 0.6;
/** When a row comes near, those up to here come with it: drawing them together costs less than one by one. */
const groupDistance = 1.6;
const farDistance = 2;

export interface RowDistanceListeners {
  /** A row came near the window. */
  onNear(row: SheetRow): void;
  /** A row is no longer near the window, but not yet far from it. */
  onNotNear(row: SheetRow): void;
  /** A row is far from the window. */
  onFar(row: SheetRow): void;
}

/** Indexes of rows, from the first up to the end. */
interface Range {
  readonly first: number;
  readonly end: number;
}

const nothing: Range = { first: 0, end: 0 };

function contains(range: Range, { first, end }: Range): boolean {
  return first >= range.first && end <= range.end;
}

/**
 * Observes which rows are near the window, less than 0.6 times its height away, and which are far, more
 * than twice. While the window moves, rows come near in groups of a window, and become far in groups:
 * whatever enters the document has the browser lay out and paint anew, few rows or many. It computes
 * this from one position and the rows' heights, which do not change: observers of each row took more
 * time in every frame of a scroll than drawing.
 */
export class RowDistance {
  readonly #listeners: RowDistanceListeners;
  #rows: readonly SheetRow[] = [];
  /** The top of each row and the bottom of the last, in CSS pixels from the top of the first. */
  #edges: readonly number[] = [];
  #near = nothing;
  #notFar = nothing;

  constructor(listeners: RowDistanceListeners) {
    this.#listeners = listeners;
  }

  observe(rows: readonly SheetRow[]): void {
    this.disconnect();
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) return;
    const start = first.element.offsetTop;
    this.#rows = rows;
    this.#edges = [
      ...rows.map(({ element }) => element.offsetTop - start),
      last.element.offsetTop + last.element.offsetHeight - start,
    ];
    // While it is captured, the scrolling of a box around the sheet is heard too.
    window.addEventListener('scroll', this.#update, { passive: true, capture: true });
    window.addEventListener('resize', this.#update, { passive: true });
    this.#update();
  }

  /** The rows from the window on, and so many heights of it below, in order. */
  rowsBelow(heights: number): readonly SheetRow[] {
    const top = this.#rows[0]?.element.getBoundingClientRect().top;
    if (top === undefined) return [];
    const { first } = this.#rowsWithin(0, top);
    return this.#rows.slice(first, this.#rowsWithin(heights, top).end);
  }

  /** Forgets all rows. */
  disconnect(): void {
    window.removeEventListener('scroll', this.#update, { capture: true });
    window.removeEventListener('resize', this.#update);
    this.#rows = [];
    [this.#near, this.#notFar] = [nothing, nothing];
  }

  readonly #update = (): void => {
    const top = this.#rows[0]?.element.getBoundingClientRect().top;
    if (top === undefined) return;
    const [nearBefore, notFarBefore] = [this.#near, this.#notFar];
    const wanted = this.#rowsWithin(nearDistance, top);
    if (contains(nearBefore, wanted)) return;
    // At first only what is near at once: the page opens with few elements.
    const near = nearBefore === nothing ? wanted : this.#rowsWithin(groupDistance, top);
    const notFar = this.#rowsWithin(farDistance, top);
    [this.#near, this.#notFar] = [near, notFar];
    this.#forOthers(notFarBefore, notFar, (row) => this.#listeners.onFar(row));
    this.#forOthers(nearBefore, near, (row) => this.#listeners.onNotNear(row));
    this.#forOthers(near, nearBefore, (row) => this.#listeners.onNear(row));
  };

  /** The rows that overlap the window and so many heights above and below it. */
  #rowsWithin(distance: number, top: number): Range {
    const height = window.innerHeight;
    const first = this.#rowAt(-distance * height - top);
    return { first, end: Math.max(first, this.#rowAt((1 + distance) * height - top) + 1) };
  }

  /** The index of the row at a position; of the nearest one if there is none. */
  #rowAt(position: number): number {
    let [first, end] = [0, this.#rows.length - 1];
    while (first < end) {
      const middle = (first + end) >> 1;
      if ((this.#edges[middle + 1] ?? 0) > position) end = middle;
      else first = middle + 1;
    }
    return first;
  }

  /** Calls back for the rows of a range that another does not have. */
  #forOthers(range: Range, other: Range, each: (row: SheetRow) => void): void {
    for (let index = range.first; index < range.end; index += 1) {
      const row = this.#rows[index];
      if (row && (index < other.first || index >= other.end)) each(row);
    }
  }
}
