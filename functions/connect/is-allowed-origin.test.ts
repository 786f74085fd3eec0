import { expect, it } from 'vitest';
import { isAllowedOrigin } from './is-allowed-origin.ts';

const ours = 'https://sing.example';

it.each([
  ['our page', { Origin: ours }, ours, true],
  ['our page, with names in lower case', { origin: ours }, ours, true],
  ['a page of another site', { Origin: 'https://evil.example' }, ours, false],
  [
    'a page of another site, with names in upper case',
    { ORIGIN: 'https://evil.example' },
    ours,
    false,
  ],
  ['a page without an origin', { Origin: 'null' }, ours, false],
  ['an origin that only starts like ours', { Origin: `${ours}.evil.example` }, ours, false],
  ['a program', { 'User-Agent': 'curl' }, ours, true],
  ['any page while our origin is not known', { Origin: 'https://a.example' }, undefined, true],
])('of %s', (_, headers, webOrigin, isAllowed) => {
  expect(isAllowedOrigin({ headers }, webOrigin)).toBe(isAllowed);
});
