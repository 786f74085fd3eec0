import type { Page } from 'playwright-core';

/**
 * The words of a page that cannot be read as words: broken in the middle, out of the window, cut off by
 * a box, or longer than the button that they are in. A word that can be scrolled to is not cut off, and a
 * long name may be broken or end with an ellipsis.
 */
export function cutWords(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    /** Longer ones, such as names of files, may be broken. */
    const longestWord = 14;
    const tolerance = 1;
    const faults = new Set<string>();

    const isShown = (element: Element): boolean => {
      if (element.closest('svg, [aria-hidden=true] canvas, option, script, style')) return false;
      if (!element.checkVisibility({ visibilityProperty: true })) return false;
      for (let each: Element | null = element; each; each = each.parentElement) {
        // Texts for screen readers alone.
        if (each.clientWidth === 1 && each.clientHeight === 1) return false;
      }
      return true;
    };

    const faultOf = (rects: readonly DOMRect[], element: Element): string | undefined => {
      const [first] = rects;
      if (!first) return undefined;
      const isBroken = rects.some(({ top }) => Math.abs(top - first.top) > first.height / 2);
      if (isBroken) return 'broken';
      const { left, right } = first;
      const button = element.closest('button')?.getBoundingClientRect();
      if (button && (left < button.left - tolerance || right > button.right + tolerance)) {
        return 'wider than its button';
      }
      for (let box: Element | null = element; box; box = box.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(box);
        if (textOverflow === 'ellipsis') return undefined;
        if (overflowX === 'auto' || overflowX === 'scroll') return undefined;
        if (overflowX === 'visible' || box === document.body) continue;
        const edges = box.getBoundingClientRect();
        // In a line that is not shown at all.
        if (first.top >= edges.bottom - tolerance) return undefined;
        if (left < edges.left - tolerance || right > edges.right + tolerance) return 'cut off';
      }
      const isOut = left < -tolerance || right > document.documentElement.clientWidth + tolerance;
      return isOut ? 'out of the window' : undefined;
    };

    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent ?? '';
      if (!element || text.trim() === '' || !isShown(element)) continue;
      for (const { 0: word, index } of text.matchAll(/[^\s\-–—/·]+/g)) {
        if (word.length > longestWord) continue;
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
        const fault = faultOf(rects, element);
        if (fault) faults.add(`${word}: ${fault}`);
      }
    }
    return [...faults];
  });
}
