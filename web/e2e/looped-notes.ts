import type { Page } from 'playwright-core';

/** The number of notes on the shaded stretch of the loop. */
export function loopedNotes(page: Page): Promise<number> {
  return page.evaluate(() => {
    const bands = [...document.querySelectorAll('.score-row .loop-band')];
    const targets = [...document.querySelectorAll('[data-element] > .note-target')];
    return targets.filter((target) => {
      const note = target.getBoundingClientRect();
      return bands.some((band) => {
        const { left, right, top, bottom } = band.getBoundingClientRect();
        const middle = (note.top + note.bottom) / 2;
        return note.left > left - 1 && note.left < right - 1 && middle > top && middle < bottom;
      });
    }).length;
  });
}
