import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launchBrowser } from './launch-browser.ts';
import { openHome } from './open-home.ts';
import { jobViews, recentSongsOnDevice } from './states/job-views.ts';
import { serveApi } from './states/serve-api.ts';
import { en, ko } from './texts.ts';

const { webUrl } = inject('stack');

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser(['--use-fake-device-for-media-stream']);
});
afterAll(() => browser?.close());

/** A page whose globals are changed before its scripts run. */
async function openPage(prepare: (page: Page) => Promise<unknown>) {
  const context = await browser.newContext({ locale: 'en-GB', permissions: ['microphone'] });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await prepare(page);
  await serveApi(page, webUrl);
  return { page, errors };
}

async function openSong(page: Page): Promise<void> {
  await page.goto(`${webUrl}/song#${jobViews(webUrl).completed.jobId}`);
  await page.locator('[data-element]').first().waitFor();
}

const position = async (page: Page) =>
  Number(await page.getByRole('slider', { name: en.player.position }).inputValue());

it('a browser without storage shows everything, in the chosen language', async () => {
  const { page, errors } = await openPage((before) =>
    before.addInitScript(() => {
      const get = () => {
        throw new DOMException('All cookies are blocked', 'SecurityError');
      };
      Object.defineProperty(window, 'localStorage', { configurable: true, get });
    }),
  );
  await openHome(page, webUrl);
  await page.getByRole('button', { name: en.switchTo.label }).click();
  await page.getByRole('heading', { name: ko.home.title }).waitFor();
  await openSong(page);
  await page.getByText(en.pitch.views.pitch, { exact: true }).click();
  await page.getByTestId('pitch-canvas').waitFor();
  expect(errors).toEqual([]);
  await page.context().close();
});

it('a browser without microphone, notifications, clipboard and output timestamps', async () => {
  const { page, errors } = await openPage((before) =>
    before.addInitScript(() => {
      for (const name of ['mediaDevices', 'clipboard']) {
        Object.defineProperty(Navigator.prototype, name, { value: undefined });
      }
      for (const name of ['MediaRecorder', 'Notification', 'requestIdleCallback']) {
        Reflect.deleteProperty(window, name);
      }
      for (const name of ['getOutputTimestamp', 'outputLatency', 'baseLatency']) {
        Reflect.deleteProperty(AudioContext.prototype, name);
      }
    }),
  );
  await openHome(page, webUrl);
  await page.getByRole('button', { name: en.home.record, exact: true }).click();
  await page.getByText(en.record.problems.unsupported).waitFor();
  await page.goto(`${webUrl}/song#${jobViews(webUrl).processing.jobId}`);
  await page.getByText(en.song.processing).first().waitFor();
  expect(await page.getByRole('button', { name: en.waiting.notify }).count()).toBe(0);
  await openSong(page);
  await page.getByRole('button', { name: en.player.play, exact: true }).click();
  await expect.poll(() => position(page)).toBeGreaterThan(0.5);
  await page.getByRole('button', { name: en.downloads.copyLink }).click();
  await page.getByText(page.url()).waitFor();
  expect(errors).toEqual([]);
  await page.context().close();
});

it('a browser with audio sessions gets the type of the session', async () => {
  const { page } = await openPage((before) =>
    before.addInitScript(() => {
      Object.defineProperty(navigator, 'audioSession', { value: { type: 'auto' } });
    }),
  );
  const session = () =>
    page.evaluate(
      () => (navigator as unknown as { audioSession: { type: string } }).audioSession.type,
    );
  await openSong(page);
  await expect.poll(session).toBe('playback');
  await page.getByRole('link', { name: 'My Pitch' }).click();
  await page.getByRole('button', { name: en.home.record, exact: true }).click();
  await page.getByRole('meter', { name: en.record.level }).waitFor();
  await expect.poll(session).toBe('auto');
  await page.context().close();
});

it('no page violates its own content security policy', async () => {
  const { page } = await openPage((before) =>
    before.addInitScript(() => {
      const found: string[] = [];
      Object.assign(window, { found });
      document.addEventListener('securitypolicyviolation', (event) =>
        found.push(`${event.violatedDirective} ${event.blockedURI}`),
      );
    }),
  );
  const found = () => page.evaluate(() => (window as unknown as { found: string[] }).found);
  await openHome(page, webUrl);
  expect(await found()).toEqual([]);
  await openSong(page);
  await page.getByRole('button', { name: en.player.play, exact: true }).click();
  await expect.poll(() => position(page)).toBeGreaterThan(0.2);
  expect(await found()).toEqual([]);
  await page.context().close();
});

it('forced colours show which controls are on', async () => {
  const { page } = await openPage((before) => before.emulateMedia({ forcedColors: 'active' }));
  await openSong(page);
  const backgrounds = await page
    .getByRole('group', { name: en.pitch.views.label })
    .locator('label')
    .evaluateAll((labels) => labels.map((label) => getComputedStyle(label).backgroundColor));
  const [chosen, ...others] = backgrounds;
  expect(others).not.toContain(chosen);
  await page.context().close();
});

it('the focus moves to the message about a song that was deleted on its page', async () => {
  const { page } = await openPage((before) =>
    before.addInitScript(
      (songs) => localStorage.setItem('my-pitch.songs', songs),
      JSON.stringify(recentSongsOnDevice(webUrl)),
    ),
  );
  const { completed } = jobViews(webUrl);
  await page.route(`**/api/jobs/${completed.jobId}`, async (route) => {
    if (route.request().method() !== 'DELETE') return route.fallback();
    const { jobId, createdAt } = completed;
    const json = { jobId, createdAt, status: 'expired' };
    await page.route(`**/api/jobs/${jobId}`, (later) => later.fulfill({ json }));
    await route.fulfill({ status: 204 });
  });
  await openSong(page);
  await page.getByRole('button', { name: en.song.remove, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: en.confirm.deleteNow }).click();
  const heading = page.getByRole('heading', { name: en.song.expired });
  await expect.poll(() => heading.evaluate((it) => it === document.activeElement)).toBe(true);
  await page.context().close();
});

it('the focus stays in the list when its song is removed', async () => {
  const { page } = await openPage((before) =>
    before.addInitScript(
      (songs) => localStorage.setItem('my-pitch.songs', songs),
      JSON.stringify(recentSongsOnDevice(webUrl)),
    ),
  );
  await openHome(page, webUrl);
  await page.getByRole('button', { name: en.recent.remove('Ode to Joy') }).click();
  await page.getByRole('button', { name: en.confirm.deleteNow, exact: true }).click();
  const heading = page.getByRole('heading', { name: en.recent.title });
  await expect.poll(() => heading.evaluate((it) => it === document.activeElement)).toBe(true);
  await page.context().close();
});
