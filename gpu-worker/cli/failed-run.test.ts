import { JobFailure, MachineFailure } from '@my-pitch/shared/errors';
import { expect, it } from 'vitest';
import { UsageError } from './arguments.ts';
import { failedRunOf, SongNotReadable } from './failed-run.ts';

it.each([
  [new UsageError('which song?'), 2, 'usage'],
  [new SongNotReadable('no such file'), 3, 'file-not-readable'],
  [new JobFailure('corrupt-file', 'bad header'), 3, 'corrupt-file'],
  [new JobFailure('too-long', '16 min'), 3, 'too-long'],
  [new JobFailure('no-voice-found', 'silence'), 4, 'no-voice-found'],
  [new JobFailure('out-of-memory', 'no room'), 1, 'out-of-memory'],
  [new MachineFailure('out-of-memory', 'killed'), 1, 'out-of-memory'],
  [new MachineFailure('disk-full', 'no room'), 1, 'disk-full'],
  [Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC' }), 1, 'disk-full'],
  [Object.assign(new Error('EACCES: open'), { code: 'EACCES' }), 1, 'internal-error'],
  [new MachineFailure('tool-missing', 'Install ffmpeg'), 1, 'internal-error'],
  [new TypeError('oops'), 1, 'internal-error'],
])('ends %s with %d', (error, exitCode, code) => {
  expect(failedRunOf(error)).toMatchObject({ exitCode, code });
});

it('explains what to do', () => {
  expect(failedRunOf(new JobFailure('empty-file', '0 bytes')).message).toContain(
    'The file is empty.',
  );
  const full = Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC' });
  expect(failedRunOf(full).message).toContain('not enough disk space');
  expect(failedRunOf(new MachineFailure('tool-missing', 'Install ffmpeg')).message).toBe(
    'Install ffmpeg',
  );
});

it('keeps paths and stack traces out of the message', () => {
  const unexpected = failedRunOf(
    new TypeError(`oops in /tmp/a/b.ts at 0x55d0\n${'x'.repeat(4000)}`),
  );
  expect(unexpected.message).toMatch(
    /^Something went wrong on our side\..+\(TypeError: oops in {2}at\)$/s,
  );
  expect(unexpected.details).toContain('failed-run.test.ts');
  const full = Object.assign(new Error("ENOSPC: no space left, write '/tmp/x'"), {
    code: 'ENOSPC',
  });
  expect(failedRunOf(full).message).toMatch(/\(disk-full: ENOSPC: no space left, write\)$/);
});
