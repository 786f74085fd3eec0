import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { hideJobIds, jobFingerprint, jobIdReplacer } from './hide-job-ids.ts';

const jobId = '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21';
const correlationId = '5f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21';
const details = {
  jobId,
  correlationId,
  err: { message: `NoSuchKey: uploads/${jobId}/source`, stack: `at https://s3/results/${jobId}/a` },
  nested: [{ jobId, url: `/api/jobs/${jobId}` }],
  count: 3,
};

it.each([
  ['a line of a log', hideJobIds(JSON.stringify(details))],
  ['an object that becomes one', JSON.stringify(details, jobIdReplacer)],
])('no job id is left in %s, and nothing else changes', (_name, line) => {
  const fingerprint = createHash('sha256').update(jobId).digest('hex').slice(0, 16);
  expect(jobFingerprint(jobId)).toBe(fingerprint);
  expect(line).toBe(JSON.stringify(details).replaceAll(jobId, fingerprint));
  expect(line).toContain(correlationId);
});
