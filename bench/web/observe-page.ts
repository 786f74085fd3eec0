import type { Page } from 'playwright-core';

declare global {
  interface Window {
    bench: {
      largestPaintMs: number;
      largest?: string;
      layoutShift: number;
      interactions: number[];
      scoreDrawnMs?: number;
      relaidOutMs?: number;
    };
  }
}

/** Records metrics in every page of a tab; call before opening a page. */
export async function observePage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: Window['bench'] = {
      largestPaintMs: 0,
      layoutShift: 0,
      interactions: [],
    };
    window.bench = seen;
    const observe = (type: string, each: (entry: PerformanceEntry) => void, more = {}) =>
      new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({
        type,
        buffered: true,
        ...more,
      });
    observe('largest-contentful-paint', (entry) => {
      seen.largestPaintMs = entry.startTime;
      const { element } = entry as PerformanceEntry & { element?: Element };
      seen.largest = `${element?.tagName.toLowerCase()} “${element?.textContent?.slice(0, 30)}”`;
    });
    observe('layout-shift', (entry) => {
      const { value, hadRecentInput } = entry as PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      };
      if (!hadRecentInput) seen.layoutShift += value;
    });
    observe(
      'event',
      (entry) => {
        const { interactionId } = entry as PerformanceEventTiming & { interactionId?: number };
        if (interactionId) seen.interactions.push(entry.duration);
      },
      { durationThreshold: 16 },
    );
    let resizedAt: number | undefined;
    window.addEventListener('resize', () => {
      resizedAt = performance.now();
    });
    new MutationObserver((changes) => {
      const isSheet = changes.some(
        ({ target }) => (target as Element).getAttribute?.('data-testid') === 'score',
      );
      if (!isSheet) return;
      const now = performance.now();
      seen.scoreDrawnMs ??= now;
      if (resizedAt !== undefined) seen.relaidOutMs = now - resizedAt;
    }).observe(document, { childList: true, subtree: true });
  });
}

/** Frame intervals in ms over this many seconds, while a callback runs in each frame. */
export function frameTimes(page: Page, seconds: number, scrollPixels: number): Promise<number[]> {
  return page.evaluate(
    ([milliseconds, pixels]) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        const end = performance.now() + milliseconds;
        let before: number | undefined;
        requestAnimationFrame(function frame(now) {
          if (before !== undefined) times.push(now - before);
          before = now;
          if (pixels !== 0) window.scrollBy({ top: pixels, behavior: 'instant' });
          if (now < end) requestAnimationFrame(frame);
          else resolve(times);
        });
      }),
    [seconds * 1000, scrollPixels] as const,
  );
}
