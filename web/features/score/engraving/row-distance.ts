import type { SheetRow } from './sheet-rows.ts';

const nearMargin = '60% 0px';
const farMargin = '200% 0px';

export interface RowDistanceListeners {
  /** A row came near the window. */
  onNear(row: SheetRow): void;
  /** A row is no longer near the window, but not yet far from it. */
  onNotNear(row: SheetRow): void;
  /** A row is far from the window. */
  onFar(row: SheetRow): void;
}

/** Observes which rows are near the window, less than 0.6 times its height away, and which are far, more than twice. */
export class RowDistance {
  readonly #listeners: RowDistanceListeners;
  readonly #rows = new Map<Element, SheetRow>();
  readonly #nearObserver: IntersectionObserver;
  readonly #farObserver: IntersectionObserver;

  constructor(listeners: RowDistanceListeners) {
    this.#listeners = listeners;
    this.#nearObserver = new IntersectionObserver((entries) => this.#onNearChange(entries), {
      rootMargin: nearMargin,
    });
    this.#farObserver = new IntersectionObserver((entries) => this.#onFarChange(entries), {
      rootMargin: farMargin,
    });
  }

  observe(rows: readonly SheetRow[]): void {
    for (const row of rows) {
      this.#rows.set(row.element, row);
      this.#nearObserver.observe(row.element);
      this.#farObserver.observe(row.element);
    }
  }

  /** Forgets all rows. */
  disconnect(): void {
    this.#nearObserver.disconnect();
    this.#farObserver.disconnect();
    this.#rows.clear();
  }

  #onNearChange(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const row = this.#rows.get(target);
      if (!row) continue;
      if (isIntersecting) this.#listeners.onNear(row);
      else this.#listeners.onNotNear(row);
    }
  }

  #onFarChange(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const row = this.#rows.get(target);
      if (!row || isIntersecting) continue;
      this.#listeners.onFar(row);
      // The row may be near again, which the other observer reported before it was erased.
      this.#nearObserver.unobserve(target);
      this.#nearObserver.observe(target);
    }
  }
}
