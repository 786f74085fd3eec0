import { JobFailure } from '@my-pitch/shared/errors';
import { expect, it } from 'vitest';
import { UsageError } from './arguments.ts';
import { endingOf, SongNotReadable } from './exit-code.ts';

it.each([
  [new UsageError('which song?'), 2, 'usage'],
  [new SongNotReadable('no such file'), 3, 'file-not-readable'],
  [new JobFailure('corrupt-file', 'bad header'), 3, 'corrupt-file'],
  [new JobFailure('too-long', '16 min'), 3, 'too-long'],
  [new JobFailure('no-voice-found', 'silence'), 4, 'no-voice-found'],
  [new JobFailure('out-of-memory', 'no room'), 1, 'out-of-memory'],
  [new TypeError('oops'), 1, 'internal-error'],
])('ends %s with %d', (error, exitCode, code) => {
  expect(endingOf(error)).toMatchObject({ exitCode, code });
});

it('tells what to do in words', () => {
  expect(endingOf(new JobFailure('empty-file', '0 bytes')).message).toContain('The file is empty.');
});
