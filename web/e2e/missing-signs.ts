import type { Page } from 'playwright-core';

/** The symbols of a drawn score that are missing in our font subset: they look like a symbol that no font has. */
export function missingSigns(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const pictureOf = (sign: string) => {
      const canvas = document.createElement('canvas');
      const context = canvas.getContext('2d');
      if (!context) throw new Error('This browser gives no canvas');
      context.font = '40px "My Pitch Music"';
      context.fillText(sign, 60, 90);
      return canvas.toDataURL();
    };
    const unknown = pictureOf('\uf8ff');
    const texts = [...document.querySelectorAll('.score-row text')];
    const signs = new Set(texts.flatMap(({ textContent }) => [...textContent]));
    return [...signs].filter((sign) => /[\ue000-\uf8ff]/.test(sign) && pictureOf(sign) === unknown);
  });
}
