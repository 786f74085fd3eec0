import { expect, it } from 'vitest';
import { composeShell } from './compose-shell.ts';

const home =
  '<head><link rel="preload" as="style" href="/a.css"/><link rel="stylesheet" href="/a.css"/><link rel="icon" href="/icon.svg"/></head><script src="/one.js" async=""></script><script src="/old.js" noModule=""></script><script>let a</script>';
const song = '<script src="/one.js"></script><script src="/two.js"></script>';

it('contains the files that its pages refer to, once each, without those for old browsers', async () => {
  const shell = await composeShell({ '/': home, '/song': song });
  expect(shell.pages).toEqual(['/', '/song']);
  expect(shell.files).toEqual(['/a.css', '/one.js', '/two.js']);
});

it('has a version that depends on the contents of the pages', async () => {
  const { version } = await composeShell({ '/': home, '/song': song });
  expect((await composeShell({ '/': home, '/song': song })).version).toBe(version);
  expect((await composeShell({ '/': home, '/song': `${song} ` })).version).not.toBe(version);
});
