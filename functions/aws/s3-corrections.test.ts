import { S3Client } from '@aws-sdk/client-s3';
import { bodyTextOf, type FakeResponse, fakeAws } from '@my-pitch/shared/aws/testing/fake-aws';
import { expect, it } from 'vitest';
import { sampleId } from '../testing/sample-jobs.ts';
import { createS3Corrections } from './s3-corrections.ts';

function correctionsWith(...responses: readonly FakeResponse[]) {
  const { settings, requests } = fakeAws(...responses);
  const buckets = { uploads: 'songs-in', results: 'scores-out' };
  return { corrections: createS3Corrections(new S3Client(settings), buckets), requests };
}

const path = `/scores-out/results/${sampleId()}/corrections.json`;
const tagged = { headers: { etag: '"b"' } };
const refusal = (statusCode: number, code: string) => ({
  statusCode,
  body: `<Error><Code>${code}</Code></Error>`,
});

it('reads corrections with their version, and notices that there are none', async () => {
  const { corrections, requests } = correctionsWith({ body: '{}', headers: { etag: '"a"' } });
  expect(await corrections.read(sampleId())).toEqual({ json: '{}', etag: '"a"' });
  expect(requests).toMatchObject([{ method: 'GET', path }]);
  const missing = correctionsWith(refusal(404, 'NoSuchKey'));
  expect(await missing.corrections.read(sampleId())).toBeUndefined();
});

it('writes the first version only if there is none, and later ones only in place of another', async () => {
  const { corrections, requests } = correctionsWith(tagged, tagged);
  expect(await corrections.write(sampleId(), '{}', undefined)).toBe('"b"');
  expect(await corrections.write(sampleId(), '{}', '"a"')).toBe('"b"');
  expect(requests).toMatchObject([
    { method: 'PUT', path, headers: { 'if-none-match': '*', 'content-type': 'application/json' } },
    { method: 'PUT', path, headers: { 'if-match': '"a"' } },
  ]);
  expect(requests[0]?.headers).not.toHaveProperty('if-match');
  expect(requests[1]?.headers).not.toHaveProperty('if-none-match');
  expect(bodyTextOf(requests[0])).toBe('{}');
});

it.each([
  [412, 'PreconditionFailed'],
  [404, 'NoSuchKey'],
  [409, 'ConditionalRequestConflict'],
])('says that another version is there when S3 answers %i %s', async (statusCode, code) => {
  const { corrections } = correctionsWith(refusal(statusCode, code));
  expect(await corrections.write(sampleId(), '{}', '"a"')).toBeUndefined();
});

it('throws every other error', async () => {
  const denied = refusal(403, 'AccessDenied');
  await expect(correctionsWith(denied).corrections.read(sampleId())).rejects.toThrow();
  const { corrections } = correctionsWith(denied);
  await expect(corrections.write(sampleId(), '{}', undefined)).rejects.toThrow();
});
