import { createHash } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { type FakeResponse, fakeAws } from '@my-pitch/shared/aws/testing/fake-aws';
import { expect, it } from 'vitest';
import { sampleId } from '../testing/sample-jobs.ts';
import { createS3UploadHash } from './s3-upload-hash.ts';

const digest = createHash('sha256').update('a song').digest();

async function hashWith(...responses: readonly FakeResponse[]) {
  const { settings, requests } = fakeAws(...responses);
  const buckets = { uploads: 'songs-in', results: 'scores-out' };
  const hash = await createS3UploadHash(new S3Client(settings), buckets).sha256(sampleId());
  return { hash, methods: requests.map(({ method }) => method), requests };
}

it('is the checksum that S3 has verified, without reading the file', async () => {
  const { hash, requests } = await hashWith({
    headers: { 'x-amz-checksum-sha256': digest.toString('base64') },
  });
  expect(hash).toBe(digest.toString('hex'));
  expect(requests).toMatchObject([
    {
      method: 'HEAD',
      path: `/songs-in/uploads/${sampleId()}/source`,
      headers: { 'x-amz-checksum-mode': 'ENABLED' },
    },
  ]);
});

it.each([
  ['has no checksum', {}],
  ['was uploaded in parts', { 'x-amz-checksum-sha256': `${digest.toString('base64')}-2` }],
])('is computed from the file if the object %s', async (_name, headers) => {
  const { hash, methods } = await hashWith({ headers }, { body: 'a song' });
  expect(hash).toBe(digest.toString('hex'));
  expect(methods).toEqual(['HEAD', 'GET']);
});

it('is unknown without an upload', async () => {
  expect((await hashWith({ statusCode: 404 })).hash).toBeUndefined();
});
