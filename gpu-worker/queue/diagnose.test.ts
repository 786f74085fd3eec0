import { JobFailure, MachineFailure } from '@my-pitch/shared/errors';
import { expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';

it.each([
  'unsupported-format',
  'empty-file',
  'corrupt-file',
  'no-audio',
  'too-long',
  'no-voice-found',
  'upload-missing',
] as const)('blames the song for %s', (code) => {
  const error = new JobFailure(code, 'detail');
  expect(diagnose(error)).toEqual({ blame: 'song', code, error });
});

it.each(['out-of-memory', 'timed-out', 'internal-error'] as const)(
  'cannot tell from %s alone whether song or machine is to blame',
  (code) => {
    const error = new JobFailure(code, 'detail');
    expect(diagnose(error)).toEqual({ blame: 'either', code, error });
  },
);

it.each([
  ['disk-full', 'disk-full'],
  ['network', 'internal-error'],
  ['permission', 'internal-error'],
  ['too-many-files', 'internal-error'],
  ['model', 'internal-error'],
  ['tool-missing', 'internal-error'],
] as const)('blames the machine for %s, which fails a job as %s', (fault, code) => {
  const error = new MachineFailure(fault, 'detail');
  expect(diagnose(error)).toEqual({ blame: 'machine', code, error });
});

it.each([
  ['out-of-memory', 'out-of-memory'],
  ['unknown', 'internal-error'],
] as const)('cannot tell from a fault of the kind %s alone', (fault, code) => {
  const error = new MachineFailure(fault, 'detail');
  expect(diagnose(error)).toEqual({ blame: 'either', code, error });
});

it('classifies an error by its code before it blames', () => {
  const full = Object.assign(new Error('write failed'), { code: 'ENOSPC' });
  expect(diagnose(full)).toMatchObject({ blame: 'machine', code: 'disk-full' });
  expect(diagnose(new TypeError('oops'))).toMatchObject({
    blame: 'either',
    code: 'internal-error',
    error: { fault: 'unknown' },
  });
});
