import type { Problem } from '@my-pitch/shared/api';
import { expect, it } from 'vitest';
import { en } from '../../lib/messages/en.ts';
import {
  isRetryable,
  UploadProblem,
  uploadProblemOf,
  uploadProblemText,
} from './upload-problem.ts';

const problem = (code: Problem['code'], more: Partial<Problem> = {}): Problem => ({
  type: 'about:blank',
  title: '',
  status: 400,
  detail: '',
  code,
  ...more,
});

it.each([
  ['unsupported-format', 'wrong-type'],
  ['too-large', 'too-large'],
  ['queue-full', 'queue-full'],
  ['too-many-requests', 'too-many-requests'],
  ['unavailable', 'busy'],
  ['original-not-found', 'no-original'],
  ['original-gone', 'no-original'],
  ['original-failed', 'no-original'],
  ['invalid-request', 'refused'],
  ['internal-error', 'unknown'],
] as const)('the API’s %s is the upload problem %s', (code, expected) => {
  const answer = problem(code);
  expect(uploadProblemOf(answer)).toMatchObject({ code: expected, details: { problem: answer } });
});

it('offers a retry only where the same file may succeed', () => {
  const codes = [
    'network',
    'queue-full',
    'too-many-requests',
    'busy',
    'unknown',
    'wrong-type',
    'too-large',
    'too-long',
    'no-original',
  ] as const;
  expect(codes.filter((code) => isRetryable(new UploadProblem(code)))).toEqual([
    'network',
    'queue-full',
    'too-many-requests',
    'busy',
    'unknown',
  ]);
});

const limits = { maxUploadBytes: 50 * 1024 * 1024, maxDurationSeconds: 600 };
const text = (...parameters: ConstructorParameters<typeof UploadProblem>) =>
  uploadProblemText(new UploadProblem(...parameters), en);

it('names the size limit in whole megabytes, the server’s before the page’s', () => {
  expect(text('too-large')).toBe(en.upload.tooLarge(200));
  expect(text('too-large', { limits })).toBe(en.upload.tooLarge(50));
  const answer = problem('too-large', { maxUploadBytes: 25 * 1024 * 1024 + 1 });
  expect(text('too-large', { limits, problem: answer })).toBe(en.upload.tooLarge(25));
});

it('names the duration in minutes and seconds', () => {
  expect(text('too-long', { durationSeconds: 665.9, limits })).toBe(en.upload.tooLong('11:05', 10));
});

it('names the length of a full queue and the wait', () => {
  const answer = problem('queue-full', { queuedJobs: 100, retryAfterSeconds: 40 });
  expect(text('queue-full', { problem: answer })).toBe(en.upload.queueFull(100, 40));
  expect(text('queue-full')).toBe(en.upload.queueFull(undefined, 60));
});

it('names the wait of a client that was too fast, and of a busy server', () => {
  const answer = problem('too-many-requests', { retryAfterSeconds: 60 });
  expect(text('too-many-requests', { problem: answer })).toBe(en.upload.tooMany(60));
  expect(text('busy')).toBe(en.upload.busy(60));
});

it.each([
  ['wrong-type', en.upload.wrongType],
  ['empty', en.upload.empty],
  ['network', en.upload.network],
  ['refused', en.upload.refused],
  ['unknown', en.upload.unknown],
] as const)('%s has a text of its own', (code, expected) => {
  expect(text(code)).toBe(expected);
});
