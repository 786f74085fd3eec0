import { expect, it } from 'vitest';
import { mayConnect } from './may-connect.ts';

const ours = 'https://sing.example';
const [present, before] = ['p'.repeat(32), 'b'.repeat(32)];
const through = { 'X-Origin-Secret': present };
const rules = { originSecrets: [present, before], webOrigin: ours };

it.each([
  ['our page', { Origin: ours }, true],
  ['our page, with names in lower case', { origin: ours }, true],
  ['a page of another site', { Origin: 'https://evil.example' }, false],
  ['a page of another site, in upper case', { ORIGIN: 'https://evil.example' }, false],
  ['a page without an origin', { Origin: 'null' }, false],
  ['an origin that only starts like ours', { Origin: `${ours}.evil.example` }, false],
  ['a program', { 'User-Agent': 'curl' }, true],
])('a connection of %s', (_, headers, isAllowed) => {
  expect(mayConnect({ headers: { ...through, ...headers } }, rules)).toBe(isAllowed);
});

it('a connection of any page while our origin is not known', () => {
  const headers = { ...through, Origin: 'https://a.example' };
  expect(mayConnect({ headers }, { ...rules, webOrigin: undefined })).toBe(true);
});

it.each([
  ['the secret before the present one', { 'x-origin-secret': before }, true],
  ['no secret: it passes by CloudFront', {}, false],
  ['a guessed secret', { 'x-origin-secret': 'g'.repeat(32) }, false],
])('a connection with %s', (_, headers, isAllowed) => {
  expect(mayConnect({ headers: { ...headers, Origin: ours } }, rules)).toBe(isAllowed);
});
