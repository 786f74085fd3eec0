import { S3Client } from '@aws-sdk/client-s3';
import { type FakeResponse, fakeAws } from '@my-pitch/shared/aws/testing/fake-aws';
import { describe, expect, it } from 'vitest';
import type { StoredObject } from '../ports.ts';
import { sampleId } from '../testing/sample-jobs.ts';
import { createS3SongFiles } from './s3-song-files.ts';

function filesWith(...responses: readonly FakeResponse[]) {
  const { settings, requests } = fakeAws(...responses);
  const buckets = { uploads: 'songs-in', results: 'scores-out' };
  return { files: createS3SongFiles(new S3Client(settings), buckets), requests };
}

describe('sampleUpload', () => {
  const headOf = (sizeBytes: number) => ({ headers: { 'content-length': String(sizeBytes) } });

  it('reads the first bytes of an object', async () => {
    const { files, requests } = filesWith(headOf(9000), { body: 'ID3' });
    const sample = await files.sampleUpload(sampleId(), 3);
    expect(sample?.sizeBytes).toBe(9000);
    expect(Buffer.from(sample?.head ?? []).toString()).toBe('ID3');
    expect(requests[1]).toMatchObject({
      method: 'GET',
      path: `/songs-in/uploads/${sampleId()}/source`,
      headers: { range: 'bytes=0-2' },
    });
  });

  it('asks for no more bytes than a short object has', async () => {
    const { files, requests } = filesWith(headOf(2), { body: 'ab' });
    await files.sampleUpload(sampleId(), 4096);
    expect(requests[1]?.headers.range).toBe('bytes=0-1');
  });

  it('does not ask for bytes of an empty object: S3 would refuse the range', async () => {
    const { files, requests } = filesWith(headOf(0));
    expect(await files.sampleUpload(sampleId(), 4096)).toEqual({
      sizeBytes: 0,
      head: new Uint8Array(),
    });
    expect(requests).toHaveLength(1);
  });

  it('returns nothing when no upload exists, or when it is deleted meanwhile', async () => {
    const missing = filesWith({ statusCode: 404 });
    expect(await missing.files.sampleUpload(sampleId(), 3)).toBeUndefined();
    const noSuchKey = '<Error><Code>NoSuchKey</Code></Error>';
    const deleted = filesWith(headOf(5), { statusCode: 404, body: noSuchKey });
    expect(await deleted.files.sampleUpload(sampleId(), 3)).toBeUndefined();
  });

  it('throws every other error', async () => {
    const { files } = filesWith({ statusCode: 403 });
    await expect(files.sampleUpload(sampleId(), 3)).rejects.toThrow();
  });
});

it('removes one upload', async () => {
  const { files, requests } = filesWith({ statusCode: 204 });
  await files.removeUpload(sampleId());
  expect(requests).toMatchObject([
    { method: 'DELETE', path: `/songs-in/uploads/${sampleId()}/source` },
  ]);
});

describe('listing', () => {
  const written = '2026-03-01T12:00:00.000Z';
  const page = (keys: readonly string[]) => ({
    body: `<ListBucketResult>${keys
      .map((key) => `<Contents><Key>${key}</Key><LastModified>${written}</LastModified></Contents>`)
      .join('')}</ListBucketResult>`,
  });
  const uploadOf = (n: number) => `uploads/${sampleId(n)}/source`;

  async function collect(objects: AsyncIterable<StoredObject>): Promise<StoredObject[]> {
    const collected: StoredObject[] = [];
    for await (const object of objects) collected.push(object);
    return collected;
  }

  it('starts at a job, goes on from the first key, and ends before that job', async () => {
    const { files, requests } = filesWith(
      page([uploadOf(2), uploadOf(3)]),
      page([uploadOf(1), uploadOf(2), uploadOf(3)]),
    );
    const found = await collect(files.listUploads(sampleId(2)));
    expect(found).toEqual(
      [2, 3, 1].map((n) => ({ jobId: sampleId(n), modifiedMs: Date.parse(written) })),
    );
    expect(requests).toMatchObject([
      { query: { prefix: 'uploads/', 'start-after': `uploads/${sampleId(2)}` } },
      { query: { prefix: 'uploads/' } },
    ]);
    expect(requests[1]?.query).not.toHaveProperty('start-after');
  });

  it('skips objects that belong to no job', async () => {
    const { files } = filesWith(
      page(['results/not-a-job/score.mid', `results/${sampleId(5)}/score.mid`]),
      page([]),
    );
    const found = await collect(files.listArtifacts(sampleId(4)));
    expect(found.map(({ jobId }) => jobId)).toEqual([sampleId(5)]);
  });
});
