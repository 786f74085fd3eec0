import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launchBrowser } from './launch-browser.ts';
import { openHome } from './open-home.ts';
import { jobViews, recentSongsOnDevice } from './states/job-views.ts';
import { serveApi } from './states/serve-api.ts';
import { stillBox } from './still-box.ts';
import { en } from './texts.ts';

const { webUrl } = inject('stack');

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** A page of a device that has sent the pictured songs. */
async function openPage(context: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'en-GB', ...context })).newPage();
  const songs = JSON.stringify(recentSongsOnDevice(webUrl));
  await page.addInitScript((list) => {
    localStorage.getItem('my-pitch.songs') ?? localStorage.setItem('my-pitch.songs', list);
  }, songs);
  await serveApi(page, webUrl);
  return page;
}

const notesOf = (page: Page) => page.locator('[data-element]');
const listOf = (page: Page) => page.getByRole('region', { name: en.recent.title });
const rowOf = (page: Page, title: string) =>
  listOf(page).getByRole('listitem').filter({ hasText: title });

it.each(['/', '/song', '/404.html'])(
  'the inline scripts of %s run on their own, and mark the page before the first paint',
  async (path) => {
    const page = await openPage();
    const problems: string[] = [];
    const asked: string[] = [];
    page.on('pageerror', ({ message }) => problems.push(message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    // None of the scripts that would mark it later.
    await page.route('**/*.js', (route) => route.fulfill({ contentType: 'text/javascript' }));
    const { jobId } = jobViews(webUrl).completed;
    await page.goto(`${webUrl}${path}#${jobId}`);
    const root = page.locator('html');
    // The page is built as Korean.
    expect(await root.getAttribute('lang')).toBe('en');
    expect(await root.getAttribute('data-returning')).toBe('');
    expect(asked.includes(`/api/jobs/${jobId}`)).toBe(path === '/song');
    expect(problems).toEqual([]);
    await page.context().close();
  },
);

it('the window keeps the title of the song after the page has loaded', async () => {
  const page = await openPage();
  await page.goto(`${webUrl}/song#${jobViews(webUrl).completed.jobId}`);
  await notesOf(page).first().waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.title()).toBe('Ode to Joy · My Pitch');
  await page.context().close();
});

it('a renamed song is found in the list by its title, with length and melody, and led back from', async () => {
  const page = await openPage();
  await openHome(page, webUrl);
  // Its score was fetched for the list.
  await expect
    .poll(() => rowOf(page, 'Ode to Joy').locator('svg').first().getAttribute('data-notes'))
    .toBe('20');
  await rowOf(page, 'Ode to Joy').getByRole('link').click();
  await page.getByRole('button', { name: en.editing.open, exact: true }).click();
  await page.getByRole('button', { name: en.editing.song, exact: true }).click();
  await page.getByRole('textbox', { name: en.editing.title }).fill('My own ode');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.title()).toBe('My own ode · My Pitch');
  await page.getByRole('link', { name: en.home.back }).click();
  await rowOf(page, 'My own ode').getByText('0:16').waitFor();
  await expect.poll(() => page.title()).toBe(`My Pitch · ${en.home.title}`);
  await page.context().close();
});

it('the first action of the page is to choose files, and a returning singer sees songs beside it', async () => {
  const page = await openPage({ viewport: { width: 390, height: 844 } });
  await openHome(page, webUrl);
  const first = page.locator('main').locator('a, button, summary').first();
  expect(await first.textContent()).toBe(en.home.choose);
  const row = await stillBox(listOf(page).getByRole('listitem').first());
  expect(row.y + row.height).toBeLessThan(844);
  await page.context().close();
});

it('the sample opens and plays without the API, and sends nothing', async () => {
  // Without songs, whose list would ask the API.
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  const asked: string[] = [];
  await openHome(page, webUrl);
  // A newcomer's page has no empty list.
  expect(await page.getByRole('heading', { name: en.recent.title }).count()).toBe(0);
  await page.route('**/api/**', (route) => {
    asked.push(new URL(route.request().url()).pathname);
    return route.abort('failed');
  });
  await page.getByRole('link', { name: en.home.sample }).click();
  await notesOf(page).first().waitFor();
  await page.getByRole('heading', { name: en.home.sampleName }).first().waitFor();
  expect(await page.title()).toBe(`${en.home.sampleName} · My Pitch`);
  await page.getByRole('button', { name: en.player.play, exact: true }).click();
  const position = page.getByRole('slider', { name: en.player.position });
  await expect.poll(async () => Number(await position.inputValue())).toBeGreaterThan(0.3);
  expect(asked.filter((path) => path.startsWith('/api/jobs'))).toEqual([]);
  await page.context().close();
});

it.each([
  { width: 390, height: 844, songs: 4 },
  { width: 844, height: 390, songs: 1 },
])(
  'of a returning singer’s songs, $songs are seen at once in a window of $width × $height',
  async ({ width, height, songs }) => {
    const page = await openPage({ viewport: { width, height }, hasTouch: true });
    await openHome(page, webUrl);
    const rows = listOf(page).getByRole('listitem');
    await rows.nth(songs - 1).waitFor();
    const bottom = () => rows.nth(songs - 1).evaluate((row) => row.getBoundingClientRect().bottom);
    await expect.poll(bottom).toBeLessThanOrEqual(height);
    await page.getByRole('heading', { name: en.home.title }).waitFor();
    await page.context().close();
  },
);
