import { S3Client } from '@aws-sdk/client-s3';
import { bodyTextOf, type FakeResponse, fakeAws } from '@my-pitch/shared/aws/testing/fake-aws';
import { expect, it } from 'vitest';
import { sampleId } from '../testing/sample-jobs.ts';
import { createS3ArtifactFiles } from './s3-artifact-files.ts';

function filesWith(...responses: readonly FakeResponse[]) {
  const { settings, requests } = fakeAws(...responses);
  const buckets = { uploads: 'songs-in', results: 'scores-out' };
  return { files: createS3ArtifactFiles(new S3Client(settings), buckets), requests };
}

const [first, second] = [sampleId(1), sampleId(2)];
const missing = { statusCode: 404, body: '<Error><Code>NoSuchKey</Code></Error>' };
const refused = { statusCode: 403, body: '<Error><Code>AccessDenied</Code></Error>' };

it('copies within the bucket of results', async () => {
  const { files, requests } = filesWith({ body: '<CopyObjectResult/>' });
  expect(await files.copy(first, second, 'vocals.m4a')).toBe(true);
  expect(requests).toMatchObject([
    {
      method: 'PUT',
      path: `/scores-out/results/${second}/vocals.m4a`,
      headers: { 'x-amz-copy-source': `scores-out/results/${first}/vocals.m4a` },
    },
  ]);
});

it('reads and writes an artifact with its content type', async () => {
  const { files, requests } = filesWith({ body: '{}' }, {});
  expect(await files.readText(first, 'score.json')).toBe('{}');
  await files.write(second, 'score.mid', Buffer.from('MThd'));
  expect(requests[1]).toMatchObject({
    method: 'PUT',
    path: `/scores-out/results/${second}/score.mid`,
    headers: { 'content-type': 'audio/midi' },
  });
  expect(bodyTextOf(requests[1])).toBe('MThd');
});

it('says that an artifact is missing', async () => {
  expect(await filesWith(missing).files.copy(first, second, 'vocals.m4a')).toBe(false);
  expect(await filesWith(missing).files.readText(first, 'score.json')).toBeUndefined();
});

it('throws every other error', async () => {
  await expect(filesWith(refused).files.copy(first, second, 'vocals.m4a')).rejects.toThrow();
  await expect(filesWith(refused).files.readText(first, 'score.json')).rejects.toThrow();
});
