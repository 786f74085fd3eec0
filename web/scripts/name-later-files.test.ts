import { expect, it } from 'vitest';
import { laterFilesOf, nameLaterFiles } from './name-later-files.ts';

const scripts: Readonly<Record<string, string>> = {
  '/_next/static/chunks/page.js': 'load(["static/chunks/score.js","static/chunks/s~1.css"])',
  '/_next/static/chunks/base.js': 'load(["static/chunks/page.js","static/chunks/score.js"])',
};
const html =
  '<head><meta charSet="utf-8"/><script src="/_next/static/chunks/page.js" async=""></script><script>let a</script><script src="/_next/static/chunks/base.js"></script></head>';

it('lists the files that a page’s scripts refer to and the page does not', async () => {
  const files = await laterFilesOf(html, async (path) => scripts[path] ?? '');
  expect(files).toEqual(['/_next/static/chunks/score.js', '/_next/static/chunks/s~1.css']);
});

it('the list precedes the scripts that read it', () => {
  expect(nameLaterFiles(html, ['/a.js', '/b.css'])).toMatch(
    /^<head><meta charSet="utf-8"\/><meta name="later-files" content="\/a.js \/b.css"\/><script/,
  );
});
