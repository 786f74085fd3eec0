import type { Page } from 'playwright-core';

/** Opens the home page and waits for hydration. Before that it contains both languages and accepts no songs. */
export async function openHome(page: Page, webUrl: string): Promise<void> {
  await page.goto(webUrl);
  await page.locator('.built-ko').waitFor({ state: 'detached' });
}
