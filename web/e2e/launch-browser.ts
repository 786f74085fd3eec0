import { type Browser, chromium } from 'playwright-core';

/** Starts Chromium: Debian's, unless the environment names another. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required', ...more],
  });
  const { newContext } = browser;
  // What a service worker lets through may pass the routes by which tests stand in for the API.
  browser.newContext = (options) =>
    newContext.call(browser, { serviceWorkers: 'block', ...options });
  return browser;
}
