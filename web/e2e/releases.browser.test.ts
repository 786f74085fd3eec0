import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { policyHeader } from '@my-pitch/shared/content-security-policy';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { injectPolicy } from '../scripts/content-security-policy.ts';
import { launchBrowser } from './launch-browser.ts';

// A deployment replaces headers and pages one after the other, and browsers and the CDN keep pages of the
// release before. Each page is of one release here, and the header is the same for all of them.

const releases = ['one', 'two'] as const;

const pageOf = (release: string) =>
  injectPolicy(`<!doctype html><html><head><meta charset="utf-8"/><title>${release}</title></head>
<body><script>document.body.dataset.inline = '${release}'</script>
<script src="/${release}.js"></script></body></html>`);

const foreignScript = "<script>document.body.dataset.foreign = 'ran'</script>";

/** All files in the bucket after the second release: scripts of the first one are kept. */
const files: Readonly<Record<string, string>> = {
  ...Object.fromEntries(releases.map((release) => [`/${release}`, pageOf(release)])),
  ...Object.fromEntries(
    releases.map((release) => [`/${release}.js`, `document.body.dataset.file = '${release}'`]),
  ),
  '/attacked': pageOf('one').replace('</body>', `${foreignScript}</body>`),
};

let browser: Browser;
let page: Page;
let server: Server;
let url = '';

beforeAll(async () => {
  server = createServer(({ url: path = '' }, response) => {
    response.setHeader('content-type', path.endsWith('.js') ? 'text/javascript' : 'text/html');
    response.setHeader('content-security-policy', policyHeader({ uploads: [], results: [] }));
    response.end(files[path]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
  page = await browser.newPage();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

const marks = () => page.evaluate(() => ({ ...document.body.dataset }));

it.each(releases)('a page of release %s runs its own scripts', async (release) => {
  await page.goto(`${url}/${release}`);
  expect(await marks()).toEqual({ inline: release, file: release });
});

it('an inline script that is not of its build does not run', async () => {
  await page.goto(`${url}/attacked`);
  expect(await marks()).toEqual({ inline: 'one', file: 'one' });
});
