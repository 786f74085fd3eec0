import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type JobView, jobViewSchema } from '@my-pitch/shared/api';
import { progressAt } from '@my-pitch/shared/stages';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from './launch-browser.ts';
import { openHome } from './open-home.ts';
import { en } from './texts.ts';

const { webUrl } = inject('stack');
const { recent, confirm, song, waiting, options } = en;
const journeyMilliseconds = 240_000;

let browser: Browser;
let context: BrowserContext;
let page: Page;
const requests: Request[] = [];
const refusals: string[] = [];
/** Until then the job keeps running, even on a fast machine, so that its page can be checked. */
let isReleased = false;
let isOffline = false;

beforeAll(async () => {
  browser = await launchBrowser();
  context = await browser.newContext({ locale: 'en-GB' });
  context.on('request', (request) => requests.push(request));
  context.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) refusals.push(message.text());
  });
  await context.route('**/api/jobs/*', async (route) => {
    if (isOffline) return route.abort('internetdisconnected');
    if (isReleased || route.request().method() !== 'GET') return route.continue();
    const view = jobViewSchema.parse(await (await route.fetch()).json());
    const isShown = view.status === 'processing' || !('fileName' in view);
    return route.fulfill({ json: isShown ? view : atWork(view) });
  });
  // The socket would tell the true state; without it the page polls.
  await context.routeWebSocket('**/live', (socket) => void socket.close({ code: 1008 }));
  await context.addInitScript(standInForNotifications);
  page = await context.newPage();
});
afterAll(async () => {
  // Responses to a page that is closed already fail, which is no error.
  await context?.unrouteAll({ behavior: 'ignoreErrors' });
  await browser?.close();
});

function atWork({ jobId, fileName, createdAt }: Extract<JobView, { fileName: string }>): JobView {
  const progress = progressAt('separate', 0.5);
  return { jobId, fileName, createdAt, status: 'processing', progress, estimatedSeconds: 10 };
}

/** Headless browsers show no notifications, so they are recorded instead. */
function standInForNotifications(): void {
  const told: string[] = [];
  class Stand {
    static permission = 'default';
    static async requestPermission() {
      Stand.permission = 'granted';
      return Stand.permission;
    }
    constructor(title: string, { body }: { body: string }) {
      told.push(`${title}: ${body}`);
    }
    close() {}
  }
  Object.assign(window, { Notification: Stand, told });
}

async function setHidden(hidden: boolean): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

async function setOffline(offline: boolean): Promise<void> {
  isOffline = offline;
  await context.setOffline(offline);
}

const recentList = (on: Page) => on.getByRole('region', { name: recent.title });

describe('a song, from its file to its deletion', () => {
  it('starts after one choice, and shows its progress', async () => {
    await openHome(page, webUrl);
    await page.getByText(options.more).click();
    await page.getByText(options.presets.fast[0], { exact: true }).click();
    await page.setInputFiles('input[type=file]', {
      name: 'Ode to Joy.m4a',
      mimeType: 'audio/mp4',
      buffer: await readFile(join(import.meta.dirname, 'sample.m4a')),
    });
    await page.waitForURL(/\/song#/);
    await page.getByRole('progressbar').waitFor();
    await page.waitForFunction(() => /^\d+% · Ode to Joy/.test(document.title));
    await page.getByText(song.stages.separate).last().waitFor();
  });

  it('continues after a reload and in another tab', async () => {
    await page.reload();
    await page.getByRole('progressbar').waitFor();
    const other = await context.newPage();
    await other.goto(webUrl);
    await recentList(other)
      .getByText(/^\d+%$/)
      .waitFor();
    await other.close();
  });

  it('says so when there is no connection, and continues when it is back', async () => {
    await setOffline(true);
    await page.getByText(waiting.offline).waitFor();
    await page.getByRole('progressbar').waitFor();
    await setOffline(false);
    await page.getByText(waiting.offline).waitFor({ state: 'detached' });
  });

  it('notifies a user who asked for it and looks at another tab when it is done', {
    timeout: journeyMilliseconds,
  }, async () => {
    await page.getByRole('button', { name: waiting.notify }).click();
    await page.getByText(waiting.willNotify).waitFor();
    await setHidden(true);
    isReleased = true;
    await page.locator('[data-element]').first().waitFor({ timeout: 220_000 });
    const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told);
    await expect.poll(told).toEqual([`${waiting.doneTitle}: Ode to Joy.m4a`]);
    await setHidden(false);
  });

  it('is shown after a reload and without a connection when it is finished', async () => {
    await page.reload();
    await page.locator('[data-element]').first().waitFor();
    await setOffline(true);
    await page.getByText(waiting.offline).waitFor();
    await expect.poll(() => page.locator('[data-element]').count()).toBeGreaterThan(3);
    await setOffline(false);
    await page.getByText(waiting.offline).waitFor({ state: 'detached' });
  });

  it('renews links that are an hour old', async () => {
    await page.evaluate(() => {
      const now = Date.now;
      Date.now = () => now() + 60 * 60 * 1000;
    });
    const asked = page.waitForRequest(/\/api\/jobs\//);
    const saved = page.waitForEvent('download');
    await page.getByText(en.takeAway.more).click();
    await page.getByRole('button', { name: 'Voice (M4A)' }).click();
    await asked;
    expect((await saved).suggestedFilename()).toMatch(/vocals\.m4a$/);
  });

  it('disappears from every tab and from the list after it is deleted', async () => {
    const other = await context.newPage();
    await other.goto(page.url());
    await other.locator('[data-element]').first().waitFor();
    await page.getByRole('button', { name: song.remove, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: confirm.deleteTitle });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: song.remove, exact: true }).click();
    await dialog.getByRole('button', { name: confirm.deleteNow }).click();
    await page.getByRole('heading', { name: song.expired }).waitFor();
    await other.getByRole('heading', { name: song.expired }).waitFor();
    await openHome(other, webUrl);
    expect(await recentList(other).getByRole('listitem').count()).toBe(0);
    await other.close();
  });
});

describe('the page during all of these tests', () => {
  it('sends requests to this machine only, without cookies', async () => {
    const hosts = new Set(
      requests
        .map((request) => new URL(request.url()))
        .filter(({ protocol }) => /^https?:$/.test(protocol))
        .map(({ hostname }) => hostname),
    );
    expect([...hosts].filter((host) => host !== 'localhost' && host !== '127.0.0.1')).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });

  it('sends the owner token to the API only, to delete the song', async () => {
    const carrying = requests
      .filter((request) => request.headers().authorization)
      .map((request) => `${request.method()} ${new URL(request.url()).origin}`);
    expect(carrying).toEqual([`DELETE ${webUrl}`]);
    expect(requests.filter((request) => /token=|Bearer/i.test(request.url()))).toEqual([]);
  });

  it.each(['/', '/song', '/nothing-here'])(
    'ran under a policy that allows no inline script or style sheet: %s',
    async (path) => {
      const response = await page.goto(webUrl + path);
      const header = response?.headers()['content-security-policy'] ?? '';
      const meta = await page
        .locator('meta[http-equiv="Content-Security-Policy"]')
        .getAttribute('content');
      expect(meta).toMatch(/script-src 'self' 'sha256-/);
      // Both policies apply, so the page's own decides about inline scripts.
      const laxOf = (policy: string) =>
        policy.split(/; ?/).filter((directive) => directive.includes('unsafe-'));
      expect(laxOf(meta ?? '')).toEqual(["style-src-attr 'unsafe-inline'"]);
      expect(laxOf(header)).toEqual([
        "script-src 'self' 'unsafe-inline'",
        "style-src-attr 'unsafe-inline'",
      ]);
    },
  );

  it('never violates its content security policy', () => {
    expect(refusals).toEqual([]);
  });
});
