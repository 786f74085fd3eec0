import { expect, it } from 'vitest';
import { composeShell } from './compose-shell.ts';

const home =
  '<head><link rel="preload" as="style" href="/a.css"/><link rel="stylesheet" href="/a.css"/><link rel="icon" href="/icon.svg"/></head><script src="/one.js" async=""></script><script src="/old.js" noModule=""></script><script>let a</script>';
const song =
  '<meta name="later-files" content="/score.js /score.css"/><script src="/one.js"></script><script src="/two.js"></script>';

const others = { hashed: ['/music.woff2'], sample: ['/sample/vocals.m4a', '/sample/score.json'] };

it('contains the files that its pages refer to, once each, without those for old browsers, and the sample', async () => {
  const shell = await composeShell({ '/': home, '/song': song }, others);
  expect(shell.pages).toEqual(['/', '/song']);
  expect(shell.files).toEqual([
    '/a.css',
    '/music.woff2',
    '/one.js',
    '/score.css',
    '/score.js',
    '/two.js',
  ]);
  expect(shell.sample).toEqual(['/sample/score.json', '/sample/vocals.m4a']);
});

it('has a version that depends on the contents of the pages', async () => {
  const { version } = await composeShell({ '/': home, '/song': song }, others);
  expect((await composeShell({ '/': home, '/song': song }, others)).version).toBe(version);
  expect((await composeShell({ '/': home, '/song': `${song} ` }, others)).version).not.toBe(
    version,
  );
});
