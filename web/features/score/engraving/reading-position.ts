import type { SheetRow } from './sheet-rows.ts';

interface Position {
  /** The index of the first measure in the window. */
  readonly measure: number;
  /** Distance of its row from the window's top, in CSS pixels. */
  readonly top: number;
  readonly scrollY: number;
}

/** Keeps the measure that is being read in place when the rows of a sheet change. */
export class ReadingPosition {
  readonly #sheet: HTMLElement;
  #restored: Position | undefined;
  #shownWidth = 0;

  constructor(sheet: HTMLElement) {
    this.#sheet = sheet;
    window.addEventListener('scroll', this.#onScroll, { passive: true });
  }

  /**
   * The first measure in the window; `undefined` if the sheet begins in the window. It stays the same
   * until the reader scrolls, or every change of width would move the page back a little.
   */
  capture(findRowInWindow: () => SheetRow | undefined): Position | undefined {
    if (this.#sheet.getBoundingClientRect().top >= 0) return undefined;
    if (this.#restored) return this.#restored;
    const row = findRowInWindow();
    const top = row?.element.getBoundingClientRect().top ?? 0;
    return row && { measure: row.layout.firstMeasure, top, scrollY: window.scrollY };
  }

  /** Scrolls so that the measure is where it was. */
  restore({ measure, top }: Position, rowOfMeasure: readonly SheetRow[]): void {
    const row = rowOfMeasure[Math.min(measure, rowOfMeasure.length - 1)];
    const moved = (row?.element.getBoundingClientRect().top ?? top) - top;
    if (moved !== 0) window.scrollBy({ top: moved, behavior: 'instant' });
    this.#restored = { measure, top, scrollY: window.scrollY };
  }

  /** Records the width for which the rows are laid out. */
  setShownWidth(width: number): void {
    this.#shownWidth = width;
  }

  disconnect(): void {
    window.removeEventListener('scroll', this.#onScroll);
  }

  /** Ignores scrolling that {@link restore} or a change of width caused. */
  readonly #onScroll = (): void => {
    const isOurs = Math.abs(window.scrollY - (this.#restored?.scrollY ?? Number.NaN)) < 2;
    if (!isOurs && this.#sheet.clientWidth === this.#shownWidth) this.#restored = undefined;
  };
}
