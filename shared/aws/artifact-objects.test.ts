import { S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { jobIdSchema } from '../ids.ts';
import { artifactKey, artifactNames, correctionsKey } from '../keys.ts';
import { removeArtifactObjects } from './artifact-objects.ts';
import { bodyTextOf, fakeAws } from './testing/fake-aws.ts';

const jobId = jobIdSchema.parse('11111111-2222-4333-8444-555555555555');
const buckets = { uploads: 'songs-in', results: 'scores-out' };

it('deletes every possible artifact of one job and its corrections with one request', async () => {
  const { settings, requests } = fakeAws({ body: '<DeleteResult/>' });
  await removeArtifactObjects(new S3Client(settings), buckets, jobId);
  expect(requests).toMatchObject([{ method: 'POST', query: { delete: '' } }]);
  expect(requests[0]?.path).toMatch(/^\/scores-out\/?$/);
  const keys = [...bodyTextOf(requests[0]).matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => key);
  expect(keys).toEqual([
    ...artifactNames.map((name) => artifactKey(jobId, name)),
    correctionsKey(jobId),
  ]);
});

it('names the object that was not deleted', async () => {
  const error = '<Error><Key>results/1/score.mid</Key><Code>AccessDenied</Code></Error>';
  const { settings } = fakeAws({ body: `<DeleteResult>${error}</DeleteResult>` });
  await expect(removeArtifactObjects(new S3Client(settings), buckets, jobId)).rejects.toThrow(
    'results/1/score.mid was not deleted: AccessDenied',
  );
});
