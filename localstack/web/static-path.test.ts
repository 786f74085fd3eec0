import { expect, it } from 'vitest';
import { staticPath } from './static-path.ts';

it.each([
  ['/', '/index.html'],
  ['/song', '/song.html'],
  ['/_next/static/app.js', '/_next/static/app.js'],
  ['/icon.svg', '/icon.svg'],
])('%s is served from %s', (path, file) => {
  expect(staticPath(path)).toBe(file);
});
