import { type Browser, chromium } from 'playwright-core';

/** Starts Chromium: Debian's, unless the environment specifies another. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required', ...more],
  });
  const { newContext } = browser;
  // Requests through a service worker may bypass the routes with which tests replace the API.
  browser.newContext = (options) =>
    newContext.call(browser, { serviceWorkers: 'block', ...options });
  return browser;
}
