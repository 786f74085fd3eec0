import { stubWindow } from '../../../lib/testing/render-hook.ts';

interface ScrolledWindow {
  /** Receives the distances by which the window is scrolled. */
  readonly scrolled: number[];
  /** What the document has, by selector, besides the player of 94 pixels. */
  readonly elements: () => Readonly<Record<string, object>>;
  readonly globals: Readonly<Record<string, unknown>>;
}

/** Replaces window and document: 1000 × 800, wide enough for a toolbar beside its row. */
export function stubScrolledWindow({ scrolled, elements, globals }: ScrolledWindow): void {
  stubWindow({
    window: {
      innerWidth: 1000,
      innerHeight: 800,
      scrollBy: ({ top }: { top: number }) => scrolled.push(top),
      matchMedia: () => ({ matches: true }),
    },
    document: {
      querySelector: (selector: string) =>
        ({ '[data-player]': { offsetHeight: 94 }, ...elements() })[selector] ?? null,
    },
    globals,
  });
}
