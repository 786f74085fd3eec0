import { expect, it } from 'vitest';
import { matchesTag, replacedTag } from './preconditions.ts';

it('a write replaces the version in If-Match, or none with If-None-Match: *', () => {
  expect(replacedTag({ headers: { 'if-match': ' "a1" ' } })).toBe('"a1"');
  expect(replacedTag({ headers: { 'if-none-match': '*' } })).toBeUndefined();
});

it.each<readonly [string, Record<string, string>]>([
  ['no condition', {}],
  ['both conditions', { 'if-match': '"a"', 'if-none-match': '*' }],
  ['any version', { 'if-match': '*' }],
  ['a weak tag', { 'if-match': 'W/"a"' }],
  ['two tags', { 'if-match': '"a", "b"' }],
  ['a tag without quotes', { 'if-match': 'a' }],
  ['a tag with a line break', { 'if-match': '"a\n"' }],
  ['another condition', { 'if-none-match': '"a"' }],
])('a write with %s is refused', (_name, headers) => {
  expect(() => replacedTag({ headers })).toThrow(/precondition-required/);
});

it.each([
  [undefined, false],
  ['', false],
  ['"a"', true],
  ['W/"a"', true],
  ['"b", "a"', true],
  ['*', true],
  ['"b"', false],
  ['a', false],
])('If-None-Match %s names the version "a": %s', (header, expected) => {
  expect(matchesTag(header, '"a"')).toBe(expected);
});
