import type { Page } from 'playwright-core';

/** Opens the first page and waits until it has come alive: before, it is there in both languages and takes no songs. */
export async function openHome(page: Page, webUrl: string): Promise<void> {
  await page.goto(webUrl);
  await page.locator('.built-ko').waitFor({ state: 'detached' });
}
