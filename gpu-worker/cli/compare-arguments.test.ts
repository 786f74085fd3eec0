import { expect, it } from 'vitest';
import { UsageError } from './arguments.ts';
import { parseCompareArguments } from './compare-arguments.ts';

it('needs an original, a take and a folder', () => {
  expect(parseCompareArguments(['a.mp3', 'b.m4a', '--out', 'o'])).toEqual({
    originalPath: 'a.mp3',
    takePath: 'b.m4a',
    outDir: 'o',
    voiceOnly: [],
    preset: 'balanced',
    json: false,
  });
});

it('reads every option', () => {
  const args = 'a b --out o --voice-only both --preset fast --json';
  expect(parseCompareArguments(args.split(' '))).toMatchObject({
    voiceOnly: ['original', 'take'],
    preset: 'fast',
    json: true,
  });
  expect(parseCompareArguments(['--help'])).toBe('help');
});

it.each([
  ['a --out o', 'your take'],
  ['a b c --out o', 'c'],
  ['a b', '--out'],
  ['a b --out o --voice-only neither', 'neither'],
  ['a b --out o --preset perfect', 'fast, balanced, best'],
  ['a b --out o --loud', '--loud'],
])('refuses %s', (args, hint) => {
  expect(() => parseCompareArguments(args.split(' '))).toThrow(UsageError);
  expect(() => parseCompareArguments(args.split(' '))).toThrow(hint);
});
